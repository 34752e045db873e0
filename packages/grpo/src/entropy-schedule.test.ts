import { expect, test } from 'vitest';
import { entropyCoefficient } from './entropy-schedule.js';

test.each([
  [1, 0.04],
  [30, 0.04],
  [50, 0.02],
  [70, 0.01],
  [100, 0.01],
])('step %d of 100 from .04 to .01: %d', (step, value) => {
  expect(entropyCoefficient({ from: 0.04, to: 0.01, totalSteps: 100 }, step)).toBeCloseTo(value, 12);
});

test('from 0 to 0 stays 0', () => {
  for (const step of [1, 5, 10]) expect(entropyCoefficient({ from: 0, to: 0, totalSteps: 10 }, step)).toBe(0);
});
