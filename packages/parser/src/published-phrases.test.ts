import { expect, test } from 'vitest';
import { parseResponse, VERBAL_CONFIDENCE } from './index.js';

test.each([
  ['absolutely sure', 98],
  ['extremely sure', 95],
  ['very sure', 90],
  ['very certain', 90],
  ['certain', 88],
  ['high', 85],
  ['confident', 78],
  ['sure', 75],
  ['fairly sure', 70],
  ['probably', 65],
  ['likely', 65],
  ['somewhat sure', 60],
  ['moderate', 55],
  ['medium', 50],
  ['unsure', 35],
  ['uncertain', 30],
  ['unlikely', 30],
  ['not sure', 25],
  ['low', 25],
  ['doubtful', 20],
  ['very unsure', 15],
  ['very uncertain', 15],
  ['no idea', 5],
  ['no clue', 5],
])('%s is %d %%, as published', (phrase, percent) => {
  expect(VERBAL_CONFIDENCE.get(phrase)).toBe(percent / 100);
  expect(parseResponse(`<confidence>${phrase}</confidence><answer>Paris</answer>`)).toMatchObject({
    confidence: percent / 100,
    confidenceSource: 'verbal',
  });
});
