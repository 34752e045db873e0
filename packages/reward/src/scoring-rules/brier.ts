import type { ScoringRule } from './scoring-rule.js';

/** The quadratic score 1 − 2(p − o)² (Brier 1950): 1 for certainty that is right, ½ at p = ½, −1 for certainty that is wrong. Strictly proper. */
export const quadraticScore: ScoringRule = (p, outcome) => 1 - 2 * (p - outcome) ** 2;
