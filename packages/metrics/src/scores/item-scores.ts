import type { Prediction } from '../prediction.js';
import { tabulate } from '../tabulate.js';
import { brierScore } from './brier-score.js';
import { logLoss } from './log-loss.js';

/**
 * Brier score of one prediction, (confidence − outcome)²: 0 is best, 1 worst.
 *
 * Its mean over a run is `brierScore`, so that tools that average a score for each item report the right
 * figure.
 *
 * @example
 * ```ts
 * import { itemBrierScore } from '@echo/metrics';
 *
 * itemBrierScore({ confidence: 0.8, correct: false }); // → 0.64
 * ```
 */
export function itemBrierScore(prediction: Prediction): number {
  return brierScore(tabulate([prediction])) as number;
}

/**
 * Log loss of one prediction: −ln of the probability given to what happened, in nats.
 *
 * Its mean over a run is `logLoss` with the same `clip`, .001 unless given.
 *
 * @example
 * ```ts
 * import { itemLogLoss } from '@echo/metrics';
 *
 * itemLogLoss({ confidence: 0.8, correct: false }); // → 1.609
 * ```
 */
export function itemLogLoss(prediction: Prediction, options?: { readonly clip?: number }): number {
  return logLoss(tabulate([prediction]), options) as number;
}
