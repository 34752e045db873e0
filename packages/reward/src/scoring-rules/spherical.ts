import type { ScoringRule } from './scoring-rule.js';

/**
 * The spherical score q / √(p² + (1 − p)²) in [0, 1], strictly proper (Roby 1965).
 *
 * The probability q is the one given to the outcome that happened.
 *
 * @example
 * ```ts
 * import { sphericalScore } from '@echo/reward';
 *
 * sphericalScore(0.8, 1); // → 0.970
 * ```
 */
export const sphericalScore: ScoringRule = (p, outcome) =>
  (outcome * p + (1 - outcome) * (1 - p)) / Math.hypot(p, 1 - p);
