import { expectInside } from '../checks.js';
import { type PredictionInput, sumOfOutcomes, tableOf } from '../count-table.js';

/**
 * FPR at 95 % TPR: the share of the wrong answers that are let through by the highest threshold that lets `sensitivity` of the right ones
 * through, .95 unless given. No interpolation. Null unless there are both.
 */
export function falsePositiveRate(
  of: PredictionInput,
  { sensitivity = 0.95 }: { readonly sensitivity?: number } = {},
): number | null {
  expectInside('sensitivity', sensitivity);
  const table = tableOf(of);
  const right = sumOfOutcomes(table);
  const wrong = table.n - right;
  if (right <= 0 || wrong <= 0) return null;
  let [rightAbove, wrongAbove] = [0, 0];
  for (const { n, sum } of table.cells.toReversed()) {
    rightAbove += sum;
    wrongAbove += n - sum;
    if (rightAbove >= sensitivity * right - 1e-9) break;
  }
  return wrongAbove / wrong;
}
