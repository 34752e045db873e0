import { describe, expect, test } from 'vitest';
import type { Prediction } from '../prediction.js';
import { type Random, randomFrom, uniform } from '../uncertainty/random.js';
import { testBetterCalibrated } from './better-calibrated.js';

type Draw = (random: Random) => readonly [confidence: number, chance: number];

const calibrated: Draw = (random) => {
  const confidence = Math.round(100 * uniform(random)) / 100;
  return [confidence, confidence];
};
const constant =
  (confidence: number, chance = confidence): Draw =>
  () => [confidence, chance];

/** Pairs of models whose true calibration errors are the same. */
const EQUALS: readonly [name: string, first: Draw, second: Draw][] = [
  ['one constant, the other varies', constant(0.5), calibrated],
  ['one varies, the other constant', calibrated, constant(0.5)],
  ['both vary', calibrated, calibrated],
  ['both nearly certain', constant(0.99), constant(0.99)],
  ['both 10 % too sure, at the end and in the middle', constant(1, 0.9), constant(0.55, 0.45)],
];

function drawn(n: number, draw: Draw, random: Random): Prediction[] {
  return Array.from({ length: n }, () => {
    const [confidence, chance] = draw(random);
    return { confidence, correct: uniform(random) < chance };
  });
}

describe.each([20, 100])('of %d predictions', (n) => {
  test.each(EQUALS)('equal models seldom differ: %s', (_, first, second) => {
    const random = randomFrom(n);
    let alarms = 0;
    for (let trial = 0; trial < 100; trial++)
      if (testBetterCalibrated(drawn(n, first, random), drawn(n, second, random)).isBetter) alarms++;
    expect(alarms / 100).toBeLessThanOrEqual(0.05);
  });
});

test('of 1,000 predictions, a calibrated model beats one 20 % too sure, and not the reverse', () => {
  const random = randomFrom(1);
  const tooSure: Draw = (r) => {
    const confidence = 0.5 + Math.round(50 * uniform(r)) / 100;
    return [confidence, confidence - 0.2];
  };
  for (let trial = 0; trial < 10; trial++) {
    const [good, bad] = [drawn(1000, calibrated, random), drawn(1000, tooSure, random)];
    expect(testBetterCalibrated(good, bad).isBetter).toBe(true);
    expect(testBetterCalibrated(bad, good).isBetter).toBe(false);
  }
});

test('errors worked by hand', () => {
  // .8 stated, 3 of 4 correct: .05² less the variance of the mean, 3/4 · 1/4 / 3; at .9, .15² less the same
  const side = (confidence: number) => ({ n: 4, cells: [{ confidence, n: 4, sum: 3, squares: 3 }] });
  const { n, error, baselineError, isBetter } = testBetterCalibrated(side(0.8), side(0.9));
  expect({ n, isBetter }).toEqual({ n: 4, isBetter: false });
  expect(error).toBeCloseTo(0.0025 - 0.0625, 12);
  expect(baselineError).toBeCloseTo(0.0225 - 0.0625, 12);
});

test('no predictions on a side, or a confidence that is none, is refused', () => {
  const one = [{ confidence: 0.5, correct: true }];
  expect(() => testBetterCalibrated([], one)).toThrow('at least one prediction');
  expect(() => testBetterCalibrated(one, [])).toThrow('at least one prediction');
  expect(() => testBetterCalibrated(one, one, { confidence: 95 })).toThrow('`confidence`');
});
