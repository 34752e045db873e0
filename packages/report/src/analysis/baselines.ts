import {
  accuracy,
  auroc,
  brierScore,
  type Estimate,
  expectedCalibrationError,
  overconfidenceRate,
  type Prediction,
} from '@echo/metrics';
import { applyRecalibration, fitIsotonic } from '@echo/metrics/recalibration';
import { type BootstrapOptions, bootstrapIntervals, compareAurocs } from '@echo/metrics/uncertainty';
import type { ComparedPredictions } from '@echo/plots';
import type { ReportTrial } from '../trial.js';

/** Predictions that cost nothing, beside those of the model. */
export interface BaselineReport {
  readonly compared: readonly ComparedPredictions[];
  /**
   * AUROC of the model less that of the base rate of each domain, with DeLong's interval.
   *
   * Null with fewer than two domains.
   */
  readonly overDomains: {
    readonly auroc: number;
    readonly difference: number;
    readonly low: number;
    readonly high: number;
  } | null;
}

const FOLDS = 5;

/** Compares the model, before and after, with confidences that need no model. */
export function baselineReport(
  moments: readonly { readonly label: string; readonly trials: readonly ReportTrial[] }[],
  bootstrap: BootstrapOptions,
): BaselineReport {
  const last = moments.at(-1);
  if (last === undefined) return { compared: [], overDomains: null };
  const { trials } = last;
  const constant = (confidence: number) => trials.map(({ correct }) => ({ confidence, correct }));
  const domains = domainRates(trials);
  const first = moments[0] ?? last;
  const rows: readonly (readonly [string, ComparedPredictions['kind'], readonly Prediction[]])[] = [
    ['always 50 %', 'baseline', constant(0.5)],
    ['always 90 %', 'baseline', constant(0.9)],
    ['base rate', 'baseline', constant(accuracy(trials) ?? 0.5)],
    ...(domains === null ? [] : ([['base rate of the domain', 'baseline', domains]] as const)),
    ...(first.trials.length < 10 * FOLDS
      ? []
      : ([[`${first.label}, recalibrated`, 'baseline', recalibrated(first.trials)]] as const)),
    ...moments.map(
      ({ label, trials: own }, i) => [label, i === moments.length - 1 ? 'after' : 'before', own] as const,
    ),
  ];
  const difference = domains === null ? null : compareAurocs(trials, domains);
  return {
    compared: rows.map(([label, kind, predictions]) => ({
      label,
      kind,
      ...estimates(predictions, kind, bootstrap),
    })),
    overDomains:
      difference === null || domains === null
        ? null
        : {
            auroc: auroc(domains) ?? 0.5,
            difference: difference.difference,
            low: difference.low,
            high: difference.high,
          },
  };
}

function estimates(
  predictions: readonly Prediction[],
  kind: ComparedPredictions['kind'],
  bootstrap: BootstrapOptions,
) {
  const metrics = [expectedCalibrationError, brierScore, auroc, overconfidenceRate, accuracy];
  const [ece, brier, area, rate, share] = bootstrapIntervals(predictions, metrics, bootstrap) as [
    Estimate,
    Estimate,
    Estimate,
    Estimate,
    Estimate,
  ];
  // A baseline replaces confidences and leaves answers as they are.
  return { ece, brier, auroc: area, overconfidenceRate: rate, accuracy: kind === 'baseline' ? null : share };
}

/** The base rate of its domain as the confidence of each trial; null with fewer than two domains. */
function domainRates(trials: readonly ReportTrial[]): readonly Prediction[] | null {
  const counts = new Map<string, { n: number; correct: number }>();
  for (const { domain = '', correct } of trials) {
    const count = counts.get(domain) ?? { n: 0, correct: 0 };
    counts.set(domain, { n: count.n + 1, correct: count.correct + Number(correct) });
  }
  if (counts.size < 2) return null;
  return trials.map(({ domain = '', correct }) => {
    const count = counts.get(domain) ?? { n: 1, correct: 0 };
    return { confidence: count.correct / count.n, correct };
  });
}

/** Isotonic recalibration fitted on four folds and applied to the fifth, in turn. */
function recalibrated(trials: readonly ReportTrial[]): readonly Prediction[] {
  const maps = Array.from({ length: FOLDS }, (_, fold) =>
    fitIsotonic(trials.filter((_, i) => i % FOLDS !== fold)),
  );
  return trials.map(({ confidence, correct }, i) => {
    const map = maps[i % FOLDS];
    return { confidence: map ? applyRecalibration(map, confidence) : confidence, correct };
  });
}
