import { createRng } from '@echo/core';
import { expectedCalibrationError } from '@echo/metrics';
import { expect, test } from 'vitest';
import { runningEce } from './running-ece.js';

test('a hand-worked value', () => {
  const ece = runningEce();
  expect(ece.add({ confidence: 0.9, correct: true })).toBeCloseTo(0.1, 12);
  expect(ece.add({ confidence: 0.7, correct: true })).toBeCloseTo(0.2, 12);
  expect(ece.add({ confidence: 0.75, correct: false })).toBeCloseTo((0.1 + 0.45) / 3, 12);
});

test('after each prediction it is the error of a table of all, at every percentage', () => {
  const rng = createRng('ece');
  const ece = runningEce();
  const predictions = [];
  for (const percent of rng.shuffle([...Array.from({ length: 101 }, (_, i) => i), 0, 100, 50, 70])) {
    predictions.push({ confidence: percent / 100, correct: rng.int(2) === 0 });
    expect(ece.add(predictions.at(-1) ?? { confidence: 0, correct: false })).toBeCloseTo(
      expectedCalibrationError(predictions) ?? Number.NaN,
      12,
    );
  }
});
