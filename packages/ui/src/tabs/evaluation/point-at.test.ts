import { expect, test } from 'vitest';
import { pointAt } from './point-at.js';

const curve = [
  { threshold: 0.9, coverage: 0.2, risk: 0 },
  { threshold: 0.5, coverage: 0.6, risk: 0.2 },
  { threshold: 0.1, coverage: 1, risk: 0.4 },
];

test.each([
  [0, 1],
  [0.1, 1],
  [0.11, 0.6],
  [0.9, 0.2],
])('from a confidence of %d on the share %d is answered', (threshold, coverage) => {
  expect(pointAt(curve, threshold)?.coverage).toBe(coverage);
});

test('above the highest confidence nothing is answered', () => {
  expect(pointAt(curve, 0.95)).toBeNull();
});
