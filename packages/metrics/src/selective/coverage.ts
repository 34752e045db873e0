import { expectInside } from '../checks.js';
import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { riskCoverageCurve } from './risk-coverage.js';

/**
 * Accuracy among the most confident ⌈coverage · n⌉ answers.
 *
 * Of a tie group that the cut goes through, the accuracy expected of a random choice counts. Coverage in (0,
 * 1]. Null of nothing.
 *
 * @example
 * ```ts
 * import { accuracyAtCoverage } from '@echo/metrics/selective';
 *
 * accuracyAtCoverage({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }, 0.75); // → 0.667
 * ```
 */
export function accuracyAtCoverage(of: PredictionInput, coverage: number): number | null {
  if (!(coverage > 0 && coverage <= 1))
    throw new MetricsError(`Expected \`coverage\` to be in (0, 1], got ${coverage}.`);
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  const wanted = Math.ceil(coverage * n - 1e-9);
  let [taken, correct] = [0, 0];
  for (const cell of cells.toReversed()) {
    const here = Math.min(cell.n, wanted - taken);
    taken += here;
    correct += (cell.sum * here) / cell.n;
    if (taken === wanted) break;
  }
  return correct / wanted;
}

/** Coverage 0 and no threshold where nothing is accurate enough. */
export interface CoverageAtAccuracy {
  readonly coverage: number;
  readonly threshold: number | null;
}

/**
 * The largest coverage whose accuracy on these predictions is at least `accuracy`; null of nothing.
 *
 * Cuts are between tie groups only. Nothing is promised of other predictions: see `selectiveThreshold`.
 *
 * @example
 * ```ts
 * import { coverageAtAccuracy } from '@echo/metrics/selective';
 *
 * const predictions = { confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] };
 * coverageAtAccuracy(predictions, 0.6); // → { coverage: 0.75, threshold: 0.6 }
 * ```
 */
export function coverageAtAccuracy(of: PredictionInput, accuracy: number): CoverageAtAccuracy | null {
  if (accuracy !== 1) expectInside('accuracy', accuracy);
  const curve = riskCoverageCurve(of);
  if (curve.length === 0) return null;
  const point = curve.findLast(({ risk }) => 1 - risk >= accuracy - 1e-12);
  return point ? { coverage: point.coverage, threshold: point.threshold } : { coverage: 0, threshold: null };
}
