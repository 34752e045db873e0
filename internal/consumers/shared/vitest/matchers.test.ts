import { calibrationMatchers } from '@echo/metrics/vitest';
import { expect, test } from 'vitest';

expect.extend(calibrationMatchers);

// The Brier score is (.01 + .04 + .36 + .09) / 4 = .125, ECE .3, AUROC 1
const few = [
  { confidence: 0.9, correct: true },
  { confidence: 0.8, correct: true },
  { confidence: 0.6, correct: false },
  { confidence: 0.3, correct: false },
];
const of = (confidence: number, correct: number, n: number) => ({
  n,
  cells: [{ confidence, n, sum: correct, squares: correct }],
});

test('passes', () => {
  expect(few).toBeCalibrated({ ece: 0.1 });
  expect(few).toHaveBrierBelow(0.13);
  expect(few).toDiscriminate({ auroc: 0.9 });
  expect(of(0.8, 158, 200)).toBeBetterCalibratedThan(of(0.99, 158, 200));
});

test('passes negated', () => {
  expect(of(0.95, 60, 100)).not.toBeCalibrated({ ece: 0.05 });
  expect(few).not.toHaveBrierBelow(0.13, { confidence: 0.95 });
});

test('fails toBeCalibrated', () => {
  expect(of(0.95, 60, 100)).toBeCalibrated({ ece: 0.05 });
});

test('fails toHaveBrierBelow', () => {
  expect(few).toHaveBrierBelow(0.12);
});

test('fails toDiscriminate', () => {
  expect([...few, { confidence: 0.95, correct: false }]).toDiscriminate({ auroc: 0.9 });
});

test('fails toBeBetterCalibratedThan', () => {
  expect(of(0.99, 158, 200)).toBeBetterCalibratedThan(of(0.8, 158, 200));
});

test.concurrent('passes beside another', async ({ expect: own, task }) => {
  own(few).toHaveBrierBelow(0.13);
  const measured: number | undefined = task.meta.calibration?.[0]?.figures.brier;
  own(measured === undefined || measured < 0.13).toBe(true);
});
