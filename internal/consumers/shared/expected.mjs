import assert from 'node:assert/strict';

// Worked by hand from what was stated and what was correct:
// 90 % and 80 % correct, 60 % and 30 % incorrect.

/** 1 - (.9 - 1)², 1 - (.8 - 1)², 1 - .6², 1 - .3² */
export const BRIER = [0.99, 0.96, 0.64, 0.91];

/** (.99 + .96 + .64 + .91) / 4 */
export const MEAN_BRIER = 0.875;

/** 1 + ln(.9 · .8 · .4 · .7) / 4 / ln 1000 */
export const MEAN_LOG = 0.942041;

/** Figures of the run: gaps of .1, .2, .6 and .3 in bins of one; correct ones above all incorrect ones. */
export const RUN = {
  accuracy: 0.5,
  'mean confidence': 0.65,
  ECE: 0.3,
  'Brier score': 0.125,
  AUROC: 1,
};

/** Fails unless a number is as expected, to six decimals. */
export function close(actual, expected, what) {
  assert.equal(typeof actual, 'number', `${what} is ${JSON.stringify(actual)}, no number`);
  assert.ok(Math.abs(actual - expected) < 1e-6, `${what} is ${actual}, not ${expected}`);
}
