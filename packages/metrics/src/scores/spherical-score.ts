import { meanOver } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * Mean of q / √(p² + (1 − p)²), with q the probability given to what happened; proper, higher is better.
 *
 * Null of nothing.
 */
export function sphericalScore(of: PredictionInput): number | null {
  return meanOver(
    tableOf(of),
    ({ confidence: p, n, sum }) => (sum * p + (n - sum) * (1 - p)) / Math.hypot(p, 1 - p),
  );
}
