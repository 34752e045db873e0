import type { PredictionInput } from '../tabulate.js';
import { logit, logitCells, sigmoid } from './log-odds.js';
import { fitLogistic } from './logistic-fit.js';

/** P = σ(logit p / T), by 1/T > 0: below 1 it makes confidences timider, above 1 bolder; 50 % stays. */
export interface TemperatureMap {
  readonly kind: 'temperature';
  readonly inverseTemperature: number;
}

/**
 * Temperature scaling: the temperature of the greatest likelihood (Guo et al. 2017).
 *
 * Null where no finite positive one exists: no predictions, all at 50 %, higher confidences no more often
 * correct, or 50 % setting correct from incorrect apart without fault.
 *
 * @example
 * ```ts
 * import { fitTemperature } from '@echo/metrics/recalibration';
 *
 * fitTemperature({ confidence: [0.9, 0.9, 0.9, 0.9], correct: [1, 1, 1, 0] });
 * // → { kind: 'temperature', inverseTemperature: 0.5 }
 * ```
 */
export function fitTemperature(of: PredictionInput): TemperatureMap | null {
  const cells = logitCells(of);
  const slopeAtZero = cells.reduce((total, { logit, n, sum }) => total + logit * (n / 2 - sum), 0);
  const slopeAtInfinity = cells.reduce(
    (total, { logit, n, sum }) => total + Math.abs(logit) * (logit > 0 ? n - sum : sum),
    0,
  );
  const rounding = 1e-12 * cells.reduce((total, { logit, n }) => total + Math.abs(logit) * n, 0);
  if (!(slopeAtZero < -rounding && slopeAtInfinity > rounding)) return null;
  const [inverseTemperature] = fitLogistic(
    cells.map(({ logit, n, sum }) => ({ features: [logit], n, sum })),
    [0],
  );
  return { kind: 'temperature', inverseTemperature: inverseTemperature as number };
}

/** The probability that a temperature map gives a stated confidence. */
export function applyTemperature({ inverseTemperature }: TemperatureMap, confidence: number): number {
  return sigmoid(inverseTemperature * logit(confidence));
}
