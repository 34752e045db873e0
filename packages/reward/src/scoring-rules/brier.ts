import type { ScoringRule } from './scoring-rule.js';

/**
 * The quadratic score 1 − 2(p − o)² (Brier 1950), strictly proper.
 *
 * 1 for a certain report that is correct, ½ at p = ½, −1 for a certain report that is incorrect.
 *
 * @example
 * ```ts
 * import { quadraticScore } from '@echo/reward';
 *
 * quadraticScore(0.8, 1); // → 0.92
 * quadraticScore(0.8, 0); // → -0.28
 * ```
 */
export const quadraticScore: ScoringRule = (p, outcome) => 1 - 2 * (p - outcome) ** 2;
