import { describe, expect, test } from 'vitest';
import type { Prediction } from '../prediction.js';
import { type Random, randomFrom, uniform } from '../uncertainty/random.js';
import { calibrationMatchers } from '../vitest/index.js';
import { testCalibrationClaim } from './calibration-claim.js';

expect.extend(calibrationMatchers);

const stated = (confidence: number, right: number, wrong: number): Prediction[] => [
  ...Array.from({ length: right }, () => ({ confidence, correct: true })),
  ...Array.from({ length: wrong }, () => ({ confidence, correct: false })),
];

describe('toBeCalibrated', () => {
  test('passes when the data support the claim, and when they are too few to contradict it', () => {
    expect([...stated(0.9, 90, 10), ...stated(0.6, 58, 42)]).toBeCalibrated({ ece: 0.1 });
    expect(stated(0.9, 1, 2)).toBeCalibrated({ ece: 0.1 });
  });

  test('fails when they contradict it, and shows the diagram', () => {
    const predictions = [...stated(0.95, 60, 40), ...stated(0.3, 30, 70)];
    expect(predictions).not.toBeCalibrated({ ece: 0.05 });
    expect(() => expect(predictions).toBeCalibrated({ ece: 0.05 })).toThrowErrorMatchingInlineSnapshot(`
      [Error: 200 predictions contradict that their expected calibration error is at most 0.05.
      Measured: 0.175. With a confidence of 0.95 it is at least 0.093.

       30–40 %  ██████|·············  stated  30.0 %  correct  30.0 %  n 100
      90–100 %  ████████████·······|  stated  95.0 %  correct  60.0 %  n 100]
    `);
  });

  test('is the stricter the less confidence is asked for', () => {
    const predictions = stated(0.8, 66, 34);
    expect(predictions).toBeCalibrated({ ece: 0.05, confidence: 0.99 });
    expect(predictions).not.toBeCalibrated({ ece: 0.05, confidence: 0.5 });
  });

  test('no predictions support no claim; a claim that is none is refused', () => {
    expect(() => testCalibrationClaim([], { ece: 0.1 })).toThrow('at least one prediction');
    expect(() => testCalibrationClaim(stated(0.5, 1, 1), { ece: 10 })).toThrow('`ece`');
    expect(() => testCalibrationClaim(stated(0.5, 1, 1), { ece: 0.1, confidence: 95 })).toThrow(
      '`confidence`',
    );
  });
});

/**
 * Models whose expected calibration error is exactly the claim: the stated confidence and the chance to be
 * correct.
 */
const MODELS: readonly [name: string, ece: number, draw: (random: Random) => [number, number]][] = [
  ['calibrated', 0, (random) => twice(Math.round(100 * uniform(random)) / 100)],
  ['always 50 %, rightly', 0, () => [0.5, 0.5]],
  ['always 99 %, rightly', 0, () => [0.99, 0.99]],
  ['always 100 %, right 9 times in 10', 0.1, () => [1, 0.9]],
  [
    'half calibrated, half 20 % too sure',
    0.1,
    (random) => (uniform(random) < 0.5 ? [1, 0.8] : twice(0.85 * uniform(random))),
  ],
  [
    'rarely certain and then always wrong',
    0.02,
    (random) => (uniform(random) < 0.02 ? [1, 0] : twice(0.85 * uniform(random))),
  ],
];

const twice = (p: number): [number, number] => [p, p];

describe.each([10, 100])('of %d predictions', (n) => {
  test.each(MODELS)('a model that satisfies the claim fails at most 1 time in 20: %s', (_, ece, draw) => {
    const random = randomFrom(n);
    let alarms = 0;
    for (let trial = 0; trial < 200; trial++) {
      const predictions = Array.from({ length: n }, () => {
        const [confidence, chance] = draw(random);
        return { confidence, correct: uniform(random) < chance };
      });
      if (testCalibrationClaim(predictions, { ece }).isContradicted) alarms++;
    }
    expect(alarms / 200).toBeLessThanOrEqual(0.05);
  });
});

test('of 1,000 predictions, one with twice the error claimed fails', () => {
  const random = randomFrom(5);
  for (let trial = 0; trial < 20; trial++) {
    const predictions = Array.from({ length: 1000 }, () => {
      const confidence = (50 + Math.round(50 * uniform(random))) / 100;
      return { confidence, correct: uniform(random) < confidence - 0.2 };
    });
    expect(predictions).not.toBeCalibrated({ ece: 0.1 });
  }
});
