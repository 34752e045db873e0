import { type BinningOptions, binOf, binTable, type Edges } from '../binning.js';
import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** Equal-width bins and the probability stated in each. */
export interface HistogramMap {
  readonly kind: 'histogram';
  readonly edges: Edges;
  readonly probability: readonly number[];
}

/**
 * Histogram binning (Zadrozny & Elkan 2001): every confidence becomes the accuracy of its bin.
 *
 * Fitting and applying use the same edge rule. An empty bin states the base rate. Throws `invalid-input` of
 * no predictions.
 *
 * @example
 * ```ts
 * import { fitHistogram } from '@echo/metrics/recalibration';
 *
 * fitHistogram({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] }, { bins: 2 }).probability; // → [0, 0.5]
 * ```
 */
export function fitHistogram(
  of: PredictionInput,
  { bins = 10, edges = 'lower' }: Pick<BinningOptions, 'bins' | 'edges'> = {},
): HistogramMap {
  const table = tableOf(of);
  if (table.n === 0)
    throw new MetricsError('Expected at least one prediction to fit histogram binning on, got none.');
  const baseRate = table.cells.reduce((total, { sum }) => total + sum, 0) / table.n;
  const probability = binTable(table, { bins, edges }).map(({ n, correct }) =>
    n === 0 ? baseRate : correct / n,
  );
  return { kind: 'histogram', edges, probability };
}

/** The probability that a histogram map gives a stated confidence: that of its bin. */
export function applyHistogram({ edges, probability }: HistogramMap, confidence: number): number {
  return probability[binOf(confidence, probability.length, edges)] as number;
}
