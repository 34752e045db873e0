import { type PredictionInput, tableOf } from './tabulate.js';

/** The variety of stated confidences. */
export interface ConfidenceVariety {
  /** The number of distinct confidences. */
  readonly distinct: number;
  /** Share of the predictions with one of the three commonest. */
  readonly topThreeShare: number;
  /** Of the distribution over distinct confidences, in nats: 0 for one who always says the same. */
  readonly entropy: number;
}

/**
 * Variety of the stated confidences: an early warning that training collapses them to a narrow band or a
 * single value.
 *
 * Entropy is −Σ q ln q over the shares q of the distinct confidences (Shannon 1948), without correction for
 * small samples. Null of nothing.
 *
 * @example
 * ```ts
 * import { confidenceVariety } from '@echo/metrics';
 *
 * confidenceVariety({ confidence: [0.9, 0.9, 0.9, 0.5], correct: [1, 0, 1, 1] });
 * // → { distinct: 2, topThreeShare: 1, entropy: 0.562 }
 * ```
 */
export function confidenceVariety(of: PredictionInput): ConfidenceVariety | null {
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  const counts = Float64Array.from(cells, (cell) => cell.n).sort();
  const commonest = counts.slice(-3).reduce((sum, count) => sum + count, 0);
  const entropy = counts.reduce((sum, count) => sum - (count / n) * Math.log(count / n), 0);
  return { distinct: cells.length, topThreeShare: commonest / n, entropy: Math.max(0, entropy) };
}
