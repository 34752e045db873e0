import type { ScoringRule } from './scoring-rule.js';

/**
 * The spherical score q / √(p² + (1 − p)²) in [0, 1], strictly proper (Roby 1965).
 *
 * q is the probability given to the outcome that happened.
 */
export const sphericalScore: ScoringRule = (p, outcome) =>
  (outcome * p + (1 - outcome) * (1 - p)) / Math.hypot(p, 1 - p);
