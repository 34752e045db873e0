import { meanOver } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * Spherical score: the mean of q / √(p² + (1 − p)²), q being the probability given to what happened.
 *
 * Proper, higher is better. Null of nothing.
 *
 * @example
 * ```ts
 * import { sphericalScore } from '@echo/metrics';
 *
 * sphericalScore({ confidence: [1, 0.5], correct: [1, 0] }); // → 0.8536
 * ```
 */
export function sphericalScore(of: PredictionInput): number | null {
  return meanOver(
    tableOf(of),
    ({ confidence: p, n, sum }) => (sum * p + (n - sum) * (1 - p)) / Math.hypot(p, 1 - p),
  );
}
