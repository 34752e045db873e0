import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

const parse = (written: string) => parseResponse(`<confidence>${written}</confidence><answer>Lima</answer>`);

describe('a share of a whole', () => {
  test.each([
    ['7 in 10', 0.7],
    ['7-in-10', 0.7],
    ['7 out of 10', 0.7],
    ['7 times out of 10', 0.7],
    ['seven in ten', 0.7],
    ['one in four', 0.25],
    ['1 chance in 8', 0.13],
    ['99 out of a hundred', 0.99],
    ['½', 0.5],
    ['⅞', 0.88],
    ['three fifths', 0.6],
    ['two-thirds', 0.67],
    ['a quarter', 0.25],
    ['a third of the time', 0.33],
    ['\\frac{3}{4}', 0.75],
    ['9,5/10', 0.95],
    ['17/20', 0.85],
  ])('%j is %d', (written, confidence) => expect(parse(written).confidence).toBe(confidence));
});

describe('odds: two numbers that make a hundred, or with a colon or the word', () => {
  test.each([
    ['70/30', 0.7],
    ['30/70', 0.3],
    ['80-20', 0.8],
    ['65 : 35', 0.65],
    ['sixty-forty', 0.6],
    ['fifty fifty', 0.5],
    ['4:1', 0.8],
    ['60 to 40', 0.6],
    ['75 to 25', 0.75],
    ['60% to 40%', 0.6],
    ['odds of 4 to 1', 0.8],
    ['odds of 4 to 1 against', 0.2],
  ])('%j is %d and not well formed', (written, confidence) => {
    expect(parse(written)).toMatchObject({ confidence, wellFormed: false });
  });

  test('a rising pair with a dash is a range', () => expect(parse('40-60').confidence).toBe(0.5));
  test.each([
    ['25 to 75', 0.5],
    ['from 60 to 40', 0.5],
  ])('%j is a range, too: %d', (written, confidence) => expect(parse(written).confidence).toBe(confidence));
  test('with a stroke it is a share unless it makes a hundred', () => {
    expect(parse('50/100').confidence).toBe(0.5);
    expect(parse('20/17')).toMatchObject({ confidence: 1, confidenceSource: 'clipped' });
  });
});

describe('in prose', () => {
  test.each([
    ["It's a 50/50 guess: Lima.", 0.5],
    ["I'm nine out of ten sure that it is Lima.", 0.9],
    ['There is a two in three chance that it is Lima.', 0.67],
    ['Confidence: 7 in 10\nAnswer: Lima', 0.7],
  ])('%j is %d', (text, confidence) => expect(parseResponse(text).confidence).toBe(confidence));
});
