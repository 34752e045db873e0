import {
  applyIsotonic,
  auroc,
  brierScore,
  expectedCalibrationError,
  fitIsotonic,
  type IsotonicMap,
  tabulate,
} from '@echo/metrics';
import type { Trial } from './trial.js';

/**
 * What a policy must beat to have learned anything. The first two are fitted to the very outcomes they are scored on, which
 * flatters them: a policy below them is below any rate computed on other data.
 */
export interface Baselines {
  /** The same confidence for every question: the share of right answers. */
  readonly constant: { readonly confidence: number | null; readonly brier: number | null };
  /** One confidence for each domain: its share of right answers. */
  readonly domain: { readonly brier: number | null; readonly auroc: number | null };
  /** The policy's own confidences, remapped monotonically; fitted on four fifths and applied to the fifth left out, in turn. */
  readonly isotonic: { readonly brier: number | null; readonly ece: number | null };
}

const FOLDS = 5;

/** The baselines of these trials; nulls of none, and no recalibration of fewer than five. */
export function baselines(trials: readonly Trial[]): Baselines {
  if (trials.length === 0) {
    return {
      constant: { confidence: null, brier: null },
      domain: { brier: null, auroc: null },
      isotonic: { brier: null, ece: null },
    };
  }
  const rate = shareRight(trials);
  const domains = [...new Set(trials.map((trial) => trial.domain))];
  const byDomain = new Map(
    domains.map((domain) => [domain, shareRight(trials.filter((trial) => trial.domain === domain))]),
  );
  const domain = trials.map(({ domain, correct }) => ({ confidence: byDomain.get(domain) ?? rate, correct }));
  const isotonic = trials.length < FOLDS ? null : tabulate(crossFitted(trials));
  return {
    constant: { confidence: rate, brier: rate * (1 - rate) },
    domain: { brier: brierScore(domain), auroc: auroc(domain) },
    isotonic: {
      brier: isotonic && brierScore(isotonic),
      ece: isotonic && expectedCalibrationError(isotonic),
    },
  };
}

function shareRight(trials: readonly Trial[]): number {
  return trials.filter((trial) => trial.correct).length / trials.length;
}

function crossFitted(trials: readonly Trial[]) {
  const maps = Array.from({ length: FOLDS }, (_, fold) =>
    fitIsotonic(trials.filter((_, i) => i % FOLDS !== fold)),
  );
  return trials.map(({ confidence, correct }, i) => ({
    confidence: applyIsotonic(maps[i % FOLDS] as IsotonicMap, confidence),
    correct,
  }));
}
