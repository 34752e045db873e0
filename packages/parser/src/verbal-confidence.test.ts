import { describe, expect, test } from 'vitest';
import { VERBAL_CONFIDENCE, verbalConfidence } from './index.js';

test.each([...VERBAL_CONFIDENCE])('%s is %d in any case and spacing', (phrase, value) => {
  expect(verbalConfidence(phrase)).toBe(value);
  expect(verbalConfidence(`I am ${phrase.toUpperCase().replaceAll(' ', '\n ')}.`)).toBe(value);
});

test('every meaning is a whole per cent between 0 and 1', () => {
  for (const value of VERBAL_CONFIDENCE.values()) {
    expect(Math.round(value * 100) / 100).toBe(value);
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1);
  }
});

describe('whole words only', () => {
  test.each(['surely', 'ensure', 'assured', 'highway', 'below', 'un-sure', 'uncertainty', 'likelihood'])(
    '%s is none',
    (word) => expect(verbalConfidence(word)).toBeNull(),
  );
  test('unsure is not sure, unlikely is not likely', () => {
    expect(verbalConfidence('unsure')).toBe(0.35);
    expect(verbalConfidence('unlikely')).toBe(0.3);
  });
});

describe('negation', () => {
  test.each([
    ['not sure', 0.25],
    ['not very sure', 0.2],
    ['not entirely sure', 0.45],
    ['not at all sure', 0.1],
    ["I'm not really confident", 0.22],
    ["I can't be certain", 0.12],
    ['I can’t be certain', 0.12],
    ["I wouldn't say likely", 0.35],
    ['never sure', 0.25],
    ['not unlikely', 0.7],
    ['Not Rome, of that I am sure', 0.75],
  ])('%j is %d', (text, value) => expect(verbalConfidence(text)).toBe(value));
});

test('the first phrase counts, and of those that begin together the longest', () => {
  expect(verbalConfidence('very sure, though it is unlikely')).toBe(0.9);
  expect(verbalConfidence('not sure at all')).toBe(0.1);
});

test('in prose, levels count only beside the word confidence', () => {
  expect(verbalConfidence('a high tower', { anywhere: true })).toBeNull();
  expect(verbalConfidence('a high tower')).toBe(0.85);
  expect(verbalConfidence('with very low confidence', { anywhere: true })).toBe(0.1);
  expect(verbalConfidence('My confidence level is medium', { anywhere: true })).toBe(0.5);
});
