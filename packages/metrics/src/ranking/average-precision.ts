import { sumOfOutcomes } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * AUPRC as average precision, of finding the correct answers from the highest confidence down.
 *
 * Σ (recall_k − recall_{k−1}) · precision_k over confidences from the highest down, without interpolation;
 * with `errors`, of finding the incorrect answers from the lowest confidence up.
 *
 * Null unless there are both correct and incorrect answers.
 *
 * @example
 * ```ts
 * import { averagePrecision } from '@echo/metrics';
 *
 * averagePrecision({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.833
 * ```
 */
export function averagePrecision(
  of: PredictionInput,
  { of: positive = 'correct' }: { readonly of?: 'correct' | 'errors' } = {},
): number | null {
  const table = tableOf(of);
  const correct = sumOfOutcomes(table);
  if (correct <= 0 || correct >= table.n) return null;
  const errors = positive === 'errors';
  const positives = errors ? table.n - correct : correct;
  let [found, taken, area] = [0, 0, 0];
  for (const { n, sum } of errors ? table.cells : table.cells.toReversed()) {
    const here = errors ? n - sum : sum;
    found += here;
    taken += n;
    area += (here / positives) * (found / taken);
  }
  return area;
}
