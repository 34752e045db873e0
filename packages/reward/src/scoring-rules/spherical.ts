import type { ScoringRule } from './scoring-rule.js';

/** The spherical score q / √(p² + (1 − p)²) with q the probability given to what happened, in [0, 1]. Strictly proper (Roby 1965). */
export const sphericalScore: ScoringRule = (p, outcome) =>
  (outcome * p + (1 - outcome) * (1 - p)) / Math.hypot(p, 1 - p);
