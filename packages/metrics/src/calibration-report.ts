import { auroc } from './auroc.js';
import type { BinningOptions, Edges } from './binning.js';
import { bootstrapInterval, type Estimate } from './bootstrap.js';
import { type BrierDecomposition, brierDecomposition, brierScore } from './brier-score.js';
import {
  expectedCalibrationError,
  maximumCalibrationError,
  overconfidenceError,
  underconfidenceError,
} from './calibration-error.js';
import type { Prediction } from './prediction.js';
import {
  accuracy,
  confidentErrorRate,
  hallucinationRate,
  meanConfidence,
  overconfidenceRate,
  sharpness,
  underconfidenceRate,
} from './rates.js';
import { type ReliabilityBin, reliabilityCurve } from './reliability-curve.js';
import { tabulate } from './table.js';

export interface ReportOptions extends BinningOptions {
  /** Of the bootstrap behind the interval of ECE. */
  readonly resamples?: number;
  readonly seed?: number;
}

/** The figures of one group of predictions. */
export interface GroupSummary {
  readonly n: number;
  readonly accuracy: number | null;
  readonly meanConfidence: number | null;
  readonly ece: number | null;
  readonly brier: number | null;
  readonly auroc: number | null;
}

/** Everything at once, with the conventions it was computed by; nulls where nothing can be said. */
export interface CalibrationReport {
  readonly n: number;
  readonly accuracy: number | null;
  readonly meanConfidence: number | null;
  /** With a 95 % percentile bootstrap interval (no interval of graded outcomes). */
  readonly ece: Estimate;
  readonly mce: number | null;
  readonly brier: number | null;
  readonly brierDecomposition: BrierDecomposition | null;
  readonly auroc: number | null;
  /** Variance of the confidences. */
  readonly sharpness: number | null;
  /** The resolution of the Brier score. */
  readonly resolution: number | null;
  readonly overconfidenceError: number | null;
  readonly underconfidenceError: number | null;
  readonly overconfidenceRate: number | null;
  readonly underconfidenceRate: number | null;
  readonly hallucinationRate: number | null;
  readonly confidentErrorRate: number | null;
  readonly bins: readonly ReliabilityBin[];
  readonly byDomain: Readonly<Record<string, GroupSummary>>;
  readonly byDifficulty: Readonly<Record<string, GroupSummary>>;
  readonly conventions: {
    readonly bins: number;
    readonly edges: Edges;
    readonly interval: string;
    readonly resamples: number;
    readonly seed: number;
  };
}

/** The report of these predictions. */
export function calibrationReport(
  predictions: readonly Prediction[],
  options: ReportOptions = {},
): CalibrationReport {
  const { bins = 10, edges = 'lower', resamples = 1000, seed = 0 } = options;
  const binning = { bins, edges };
  const table = tabulate(predictions);
  const decomposition = brierDecomposition(table);
  const graded = table.cells.some(({ sum, squares }) => Math.abs(sum - squares) > 1e-9);
  const ece = expectedCalibrationError(table, binning);
  return {
    n: table.n,
    accuracy: accuracy(table),
    meanConfidence: meanConfidence(table),
    ece: graded
      ? { value: ece, low: null, high: null }
      : bootstrapInterval(table, (t) => expectedCalibrationError(t, binning), { resamples, seed }),
    mce: maximumCalibrationError(table, binning),
    brier: brierScore(table),
    brierDecomposition: decomposition,
    auroc: auroc(table),
    sharpness: sharpness(table),
    resolution: decomposition?.resolution ?? null,
    overconfidenceError: overconfidenceError(table, binning),
    underconfidenceError: underconfidenceError(table, binning),
    overconfidenceRate: overconfidenceRate(table),
    underconfidenceRate: underconfidenceRate(table),
    hallucinationRate: hallucinationRate(table),
    confidentErrorRate: confidentErrorRate(table),
    bins: reliabilityCurve(table, binning),
    byDomain: grouped(predictions, (prediction) => prediction.domain, binning),
    byDifficulty: grouped(predictions, (prediction) => prediction.difficulty, binning),
    conventions: { bins, edges, interval: '95 % percentile bootstrap', resamples, seed },
  };
}

function grouped(
  predictions: readonly Prediction[],
  key: (prediction: Prediction) => string | undefined,
  binning: BinningOptions,
): Record<string, GroupSummary> {
  const groups = new Map<string, Prediction[]>();
  for (const prediction of predictions) {
    const name = key(prediction);
    if (name === undefined) continue;
    const group = groups.get(name) ?? [];
    group.push(prediction);
    groups.set(name, group);
  }
  return Object.fromEntries(
    [...groups].map(([name, group]) => {
      const table = tabulate(group);
      const summary = {
        n: table.n,
        accuracy: accuracy(table),
        meanConfidence: meanConfidence(table),
        ece: expectedCalibrationError(table, binning),
        brier: brierScore(table),
        auroc: auroc(table),
      };
      return [name, summary];
    }),
  );
}

/** One line of text. */
export function summarize({ n, accuracy, meanConfidence, ece, brier, auroc }: CalibrationReport): string {
  if (n === 0) return 'no predictions';
  const percent = (x: number | null) => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);
  const number = (x: number | null) => (x === null ? '–' : x.toFixed(3));
  const interval = ece.low === null ? '' : ` (${number(ece.low)}–${number(ece.high)})`;
  return `n ${n}, right ${percent(accuracy)}, stated ${percent(meanConfidence)}, ECE ${number(ece.value)}${interval}, Brier ${number(brier)}, AUROC ${number(auroc)}`;
}
