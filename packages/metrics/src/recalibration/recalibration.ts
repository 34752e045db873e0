import { MetricsError } from '../errors.js';
import { applyBayesianBinning, type BayesianBinningMap } from './bayesian-binning.js';
import { applyBeta, type BetaMap } from './beta.js';
import { applyHistogram, type HistogramMap } from './histogram.js';
import { applyIsotonic, type IsotonicMap } from './isotonic.js';
import { applyPlatt, type PlattMap } from './platt.js';
import { applyTemperature, type TemperatureMap } from './temperature.js';
import { applyVennAbers, type VennAbersMap } from './venn-abers.js';

/** Leaves every confidence as it was stated. */
export interface IdentityMap {
  readonly kind: 'identity';
}

/** A fitted map from stated confidence to probability: plain JSON, told apart by `kind`. */
export type Recalibration =
  | IdentityMap
  | TemperatureMap
  | PlattMap
  | BetaMap
  | IsotonicMap
  | HistogramMap
  | VennAbersMap
  | BayesianBinningMap;

/**
 * The probability that an answer stated with this confidence is correct, by a fitted map.
 *
 * Throws `invalid-input` for a confidence that is none.
 *
 * @example
 * ```ts
 * import { applyRecalibration, fitIsotonic } from '@echo/metrics/recalibration';
 *
 * const map = fitIsotonic({ confidence: [0.9, 0.9, 0.5, 0.5], correct: [1, 1, 1, 0] });
 * applyRecalibration(map, 0.7); // → 0.75
 * ```
 */
export function applyRecalibration(map: Recalibration, confidence: number): number {
  if (!(confidence >= 0 && confidence <= 1))
    throw new MetricsError(
      `Expected \`confidence\` to be a probability in [0, 1], not per cents, got ${confidence}.`,
    );
  switch (map.kind) {
    case 'identity':
      return confidence;
    case 'temperature':
      return applyTemperature(map, confidence);
    case 'platt':
      return applyPlatt(map, confidence);
    case 'beta':
      return applyBeta(map, confidence);
    case 'isotonic':
      return applyIsotonic(map, confidence);
    case 'histogram':
      return applyHistogram(map, confidence);
    case 'venn-abers':
      return applyVennAbers(map, confidence).probability;
    case 'bayesian-binning':
      return applyBayesianBinning(map, confidence);
  }
}
