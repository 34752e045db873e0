import { expect, test } from 'vitest';
import { learningRate } from './learning-rate.js';

const schedule = { peak: 1, warmupSteps: 4, totalSteps: 14 } as const;

test.each([
  [1, 0.25],
  [2, 0.5],
  [4, 1],
  [5, 1],
  [10, 0.5],
  [15, 0],
  [99, 0],
])('linear: step %d has rate %d', (step, rate) => {
  expect(learningRate({ ...schedule, decay: 'linear' }, step)).toBeCloseTo(rate, 12);
});

test.each([
  [4, 1],
  [5, 1],
  [10, 0.5],
  [15, 0],
])('cosine: step %d has rate %d', (step, rate) => {
  expect(learningRate({ ...schedule, decay: 'cosine' }, step)).toBeCloseTo(rate, 12);
});

test('constant stays at the peak; without warm-up the first step has it', () => {
  expect(learningRate({ ...schedule, decay: 'constant' }, 999)).toBe(1);
  expect(learningRate({ ...schedule, warmupSteps: 0, decay: 'linear' }, 1)).toBe(1);
});

test('every step of the schedule has a positive rate', () => {
  for (let step = 1; step <= 14; step++)
    expect(learningRate({ ...schedule, decay: 'linear' }, step)).toBeGreaterThan(0);
});
