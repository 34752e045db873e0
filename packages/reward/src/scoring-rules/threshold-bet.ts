import { EchoError } from '@echo/core';
import type { ScoringRule } from './scoring-rule.js';

/** Reports within this of a threshold count as at it: .8 may arrive as .7999999999. */
const TOLERANCE = 1e-9;

/** Whether a report reaches a threshold. */
export const atLeast = (p: number, threshold: number): boolean => p >= threshold - TOLERANCE;
/** Whether a report stays at or below a threshold. */
export const atMost = (p: number, threshold: number): boolean => p <= threshold + TOLERANCE;

/**
 * The proper form of a penalty at or above a threshold: a bet at odds that are fair there.
 *
 * With threshold c a report of at least c loses `stake` when incorrect and wins stake·(1 − c)/c when correct,
 * which is worth taking exactly when the truth is at least c. Throws `invalid-input` for a threshold outside
 * (0, 1] and for a stake that is no finite number of at least 0.
 *
 * @example
 * ```ts
 * import { thresholdBet } from '@echo/reward';
 *
 * const bet = thresholdBet(0.8, 0.6);
 * bet(0.9, 1); // → 0.15
 * bet(0.9, 0); // → -0.6
 * ```
 */
export function thresholdBet(threshold: number, stake: number): ScoringRule {
  if (!(threshold > 0 && threshold <= 1))
    throw new EchoError(
      'invalid-input',
      `Expected \`threshold\` of a bet to lie above 0 and up to 1, got ${threshold}.`,
    );
  if (!(stake >= 0 && stake < Infinity))
    throw new EchoError(
      'invalid-input',
      `Expected \`stake\` of a bet to be a finite number of at least 0, got ${stake}.`,
    );
  return (p, outcome) =>
    atLeast(p, threshold) ? outcome * ((stake * (1 - threshold)) / threshold) - (1 - outcome) * stake : 0;
}
