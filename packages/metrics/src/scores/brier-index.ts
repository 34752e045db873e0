import type { PredictionInput } from '../tabulate.js';
import { brierScore } from './brier-score.js';

/**
 * Brier index 100 (1 − √Brier), from 0 to 100, higher is better; always stating 50 % gives 50.
 *
 * By the Forecasting Research Institute (forecastbench.org, 2026): scores are averaged first, then
 * transformed. Null of nothing.
 *
 * @example
 * ```ts
 * import { brierIndex } from '@echo/metrics';
 *
 * brierIndex({ confidence: [0.5, 0.5], correct: [1, 0] }); // → 50
 * ```
 */
export function brierIndex(of: PredictionInput): number | null {
  const score = brierScore(of);
  return score === null ? null : indexOfBrier(score);
}

/** The Brier index of a mean Brier score. */
export function indexOfBrier(score: number): number {
  return 100 * (1 - Math.sqrt(Math.max(0, score)));
}
