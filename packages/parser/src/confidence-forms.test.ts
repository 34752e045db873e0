import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

const parse = (written: string) => parseResponse(`<confidence>${written}</confidence><answer>Paris</answer>`);

describe('one number', () => {
  test.each([
    ['0', 0],
    ['1', 0.01],
    ['100', 1],
    ['85%', 0.85],
    ['85 %', 0.85],
    ['85 percent', 0.85],
    ['\n  85\n', 0.85],
    ['about 85', 0.85],
    ['0.85', 0.85],
    ['.5', 0.5],
    ['1.0', 1],
    ['0.5%', 0.01],
    ['85,5', 0.86],
    ['0.285', 0.29],
    ['17/20', 0.85],
    ['17 / 20', 0.85],
    ['17 out of 20', 0.85],
    ['17  out  of  20', 0.85],
    ['８５％', 0.85],
    ['٨٥', 0.85],
    ['85&#37;', 0.85],
  ])('%j is %d and well formed', (written, confidence) => {
    expect(parse(written)).toMatchObject({ confidence, confidenceSource: 'tag', wellFormed: true });
  });
});

describe('a range is its middle, and not well formed', () => {
  test.each([
    ['70-80', 0.75],
    ['70–80%', 0.75],
    ['70% - 80%', 0.75],
    ['70 to 80', 0.75],
    ['between 70 and 80', 0.75],
    ['0.7-0.8', 0.75],
    ['70-75', 0.73],
  ])('%j is %d', (written, confidence) => {
    expect(parse(written)).toMatchObject({ confidence, confidenceSource: 'tag', wellFormed: false });
  });
});

describe('outside of 0 to 100 it is clipped', () => {
  test.each([
    ['101', 1],
    ['100.5', 1],
    ['20/17', 1],
    ['1e999', 1],
    ['9'.repeat(150), 1],
    ['-1', 0],
    ['- 5', 0],
    ['−5', 0],
    ['-0.5', 0],
  ])('%j is %d', (written, confidence) => {
    expect(parse(written)).toMatchObject({ confidence, confidenceSource: 'clipped', wellFormed: false });
  });
});

describe('words', () => {
  test.each([
    ['ninety', 0.9],
    ['eighty-five percent', 0.85],
    ['one hundred', 1],
    ['very sure', 0.9],
    ['Very   High', 0.95],
    ['unsure', 0.35],
    ["I can't be certain", 0.12],
  ])('%j is %d', (written, confidence) => {
    expect(parse(written)).toMatchObject({ confidence, confidenceSource: 'verbal', wellFormed: false });
  });
});

test.each(['', ' ', '?', 'NaN', 'Infinity', 'Paris', '%'])('%j says nothing', (written) => {
  expect(parse(written)).toMatchObject({ confidence: 0.5, confidenceSource: 'default', wellFormed: false });
});

describe('prose without a tag', () => {
  test.each([
    ['I am 80% sure it is Paris.', 0.8, 'inferred'],
    ['My confidence is about 80. It is Paris.', 0.8, 'inferred'],
    ['**Confidence:** 80%\n**Answer:** Paris', 0.8, 'inferred'],
    ['{"confidence": 0.8, "answer": "Paris"}', 0.8, 'inferred'],
    ['I have high confidence in Paris.', 0.85, 'verbal'],
    ["I'm fairly sure it is Paris.", 0.7, 'verbal'],
    ['It lies in the high mountains.', 0.5, 'default'],
  ])('%j: %d, %s', (text, confidence, confidenceSource) => {
    expect(parseResponse(text)).toMatchObject({ confidence, confidenceSource, wellFormed: false });
  });
});
