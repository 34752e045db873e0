import { meanOver } from '../count-table.js';
import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** Σ −[y ln p + (1 − y) ln(1 − p)] of a cell, with 0 · ln 0 = 0. */
export function surprise(n: number, sum: number, p: number): number {
  return (sum > 0 ? -sum * Math.log(p) : 0) + (n - sum > 0 ? -(n - sum) * Math.log1p(-p) : 0);
}

/**
 * Log loss: the mean −ln of the probability given to what happened, in nats (Good 1952); null of nothing.
 *
 * Confidences are clipped to [clip, 1 − clip], .001 unless given: without a clip a single incorrect 100 %
 * outweighs everything else, so the score would count those.
 *
 * @example
 * ```ts
 * import { logLoss } from '@echo/metrics';
 *
 * logLoss({ confidence: [0.9, 0.8], correct: [1, 0] }); // → 0.8574
 * ```
 */
export function logLoss(
  of: PredictionInput,
  { clip = 0.001 }: { readonly clip?: number } = {},
): number | null {
  if (!(clip >= 0 && clip < 0.5)) throw new MetricsError(`Expected \`clip\` to lie in [0, .5), got ${clip}.`);
  return meanOver(tableOf(of), ({ confidence, n, sum }) =>
    surprise(n, sum, Math.min(1 - clip, Math.max(clip, confidence))),
  );
}
