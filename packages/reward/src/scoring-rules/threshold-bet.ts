import { EchoError } from '@echo/core';
import type { ScoringRule } from './scoring-rule.js';

/** Reports within this of a threshold count as at it: .8 may arrive as .7999999999. */
const TOLERANCE = 1e-9;

export const atLeast = (p: number, threshold: number): boolean => p >= threshold - TOLERANCE;
export const atMost = (p: number, threshold: number): boolean => p <= threshold + TOLERANCE;

/**
 * The proper form of a penalty for being wrong at or above a threshold c: whoever claims at least c bets at odds that are fair at c,
 * losing `stake` when wrong and winning stake·(1 − c)/c when right. Worth taking exactly when the truth is at least c; proper.
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
