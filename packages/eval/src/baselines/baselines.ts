import { auroc, brierScore, expectedCalibrationError, tabulate } from '@echo/metrics';
import { fitIsotonic } from '@echo/metrics/recalibration';
import { baseRate, baseRatePredictions } from './base-rate-predictions.js';
import { crossValidatedRecalibration, FOLDS } from './cross-validated-recalibration.js';
import type { Trial } from './trial.js';

/**
 * The baselines a policy must beat to have learned anything.
 *
 * The first two are fitted to the very verdicts they are scored on, which flatters them: a policy below them
 * is below any base rate computed on other data.
 */
export interface Baselines {
  /** One confidence for every question: the base rate. */
  readonly constant: { readonly confidence: number | null; readonly brier: number | null };
  /** One confidence for each domain: its base rate. */
  readonly domain: { readonly brier: number | null; readonly auroc: number | null };
  /** The policy's own confidences after cross-validated isotonic recalibration, in five folds. */
  readonly isotonic: { readonly brier: number | null; readonly ece: number | null };
}

/** The baselines of some trials; nulls of none, and no recalibration of fewer than five. */
export function baselines(trials: readonly Trial[]): Baselines {
  if (trials.length === 0) {
    return {
      constant: { confidence: null, brier: null },
      domain: { brier: null, auroc: null },
      isotonic: { brier: null, ece: null },
    };
  }
  const rate = baseRate(trials);
  const domain = baseRatePredictions(trials, (trial) => trial.domain);
  const isotonic = trials.length < FOLDS ? null : tabulate(crossValidatedRecalibration(trials, fitIsotonic));
  return {
    constant: { confidence: rate, brier: rate * (1 - rate) },
    domain: { brier: brierScore(domain), auroc: auroc(domain) },
    isotonic: {
      brier: isotonic && brierScore(isotonic),
      ece: isotonic && expectedCalibrationError(isotonic),
    },
  };
}
