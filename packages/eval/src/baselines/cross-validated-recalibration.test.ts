import type { Prediction } from '@echo/metrics';
import { fitIsotonic } from '@echo/metrics/recalibration';
import { expect, test } from 'vitest';
import { crossValidatedRecalibration } from './cross-validated-recalibration.js';

const predictions: Prediction[] = Array.from({ length: 20 }, (_, i) => ({
  confidence: (i % 10) / 10,
  correct: i % 3 === 0,
}));

test('each prediction is mapped by what was fitted without its fifth', () => {
  const fitted: (readonly Prediction[])[] = [];
  const mapped = crossValidatedRecalibration(predictions, (others) => {
    fitted.push(others);
    return fitIsotonic(others);
  });
  expect(mapped.map(({ correct }) => correct)).toEqual(predictions.map(({ correct }) => correct));
  expect(fitted).toHaveLength(5);
  fitted.forEach((others, fold) => {
    expect(others).toHaveLength(16);
    expect(others).toEqual(predictions.filter((_, i) => i % 5 !== fold));
  });
});

test('an outcome has no say in its own prediction', () => {
  const flipped = predictions.map((prediction, i) =>
    i === 7 ? { ...prediction, correct: !prediction.correct } : prediction,
  );
  expect(crossValidatedRecalibration(flipped, fitIsotonic)[7]?.confidence).toBe(
    crossValidatedRecalibration(predictions, fitIsotonic)[7]?.confidence,
  );
});
