import { expectInside } from '../checks.js';
import { sumOfOutcomes } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * FPR at 95 % TPR: the share of incorrect answers above the threshold that keeps 95 % of the correct ones.
 *
 * The threshold is the highest that lets `sensitivity` of the correct answers through, .95 unless given. No
 * interpolation. Null unless there are both.
 *
 * @example
 * ```ts
 * import { falsePositiveRate } from '@echo/metrics';
 *
 * falsePositiveRate({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.5
 * ```
 */
export function falsePositiveRate(
  of: PredictionInput,
  { sensitivity = 0.95 }: { readonly sensitivity?: number } = {},
): number | null {
  expectInside('sensitivity', sensitivity);
  const table = tableOf(of);
  const correct = sumOfOutcomes(table);
  const incorrect = table.n - correct;
  if (correct <= 0 || incorrect <= 0) return null;
  let [rightAbove, wrongAbove] = [0, 0];
  for (const { n, sum } of table.cells.toReversed()) {
    rightAbove += sum;
    wrongAbove += n - sum;
    if (rightAbove >= sensitivity * correct - 1e-9) break;
  }
  return wrongAbove / incorrect;
}
