import { MetricsError } from '../errors.js';
import type { PredictionInput } from '../tabulate.js';
import { logit, logitCells, separation, sigmoid } from './log-odds.js';
import { fitLogistic as maximiseLikelihood } from './logistic-fit.js';

/** P = σ(slope · logit p + intercept). */
export interface PlattMap {
  readonly kind: 'platt';
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Platt scaling of the logit (Platt 1999), finite whatever the data.
 *
 * Platt's targets are (N₊ + 1)/(N₊ + 2) for correct and 1/(N₋ + 2) for incorrect answers instead of 1 and 0.
 * From one distinct confidence no slope can be told: the map is then the one nearest to Platt's start, slope
 * 0 and the smoothed base rate. Throws `invalid-input` of no predictions.
 *
 * @example
 * ```ts
 * import { fitPlatt } from '@echo/metrics/recalibration';
 *
 * fitPlatt({ confidence: [0.99, 0.95, 0.9, 0.2], correct: [1, 0, 1, 0] });
 * // → { kind: 'platt', slope: 0.2930, intercept: -0.6245 }
 * ```
 */
export function fitPlatt(of: PredictionInput): PlattMap {
  const cells = logitCells(of);
  if (cells.length === 0)
    throw new MetricsError('Expected at least one prediction to fit a Platt map on, got none.');
  const correct = cells.reduce((total, { sum }) => total + sum, 0);
  const incorrect = cells.reduce((total, { n, sum }) => total + n - sum, 0);
  const high = (correct + 1) / (correct + 2);
  const low = 1 / (incorrect + 2);
  return mapOf(
    maximiseLikelihood(
      cells.map(({ logit, n, sum }) => ({ features: [logit, 1], n, sum: sum * high + (n - sum) * low })),
      [0, Math.log((correct + 1) / (incorrect + 1))],
    ),
  );
}

/**
 * Logistic recalibration: slope and intercept of the logit by plain maximum likelihood (Cox 1958).
 *
 * Null where no finite optimum exists: correct and incorrect answers overlap at no more than one confidence.
 *
 * @example
 * ```ts
 * import { fitLogistic } from '@echo/metrics/recalibration';
 *
 * fitLogistic({ confidence: [0.99, 0.95, 0.9, 0.2], correct: [1, 0, 1, 0] });
 * // → { kind: 'platt', slope: 0.8398, intercept: -1.9736 }
 * ```
 */
export function fitLogistic(of: PredictionInput): PlattMap | null {
  const cells = logitCells(of);
  if (separation(cells)) return null;
  return mapOf(
    maximiseLikelihood(
      cells.map(({ logit, n, sum }) => ({ features: [logit, 1], n, sum })),
      [0, 0],
    ),
  );
}

/** The probability that a logistic map gives a stated confidence. */
export function applyPlatt({ slope, intercept }: PlattMap, confidence: number): number {
  return sigmoid(slope * logit(confidence) + intercept);
}

function mapOf([slope, intercept]: readonly number[]): PlattMap {
  return { kind: 'platt', slope: slope as number, intercept: intercept as number };
}
