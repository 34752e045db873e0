import {
  expectedCalibrationError,
  maximumCalibrationError,
  overconfidenceError,
  underconfidenceError,
} from '../binned/calibration-error.js';
import { debiasedSquaredCalibrationError } from '../binned/debiased-calibration-error.js';
import { type ReliabilityBin, reliabilityCurve } from '../binned/reliability-curve.js';
import type { BinningOptions, BinScheme, Edges } from '../binning.js';
import { type GroupCalibration, groupCalibration } from '../groups/group-calibration.js';
import { abstentionRate } from '../outcomes/outcome-counts.js';
import { type OutcomeReport, outcomeReport } from '../outcomes/outcome-report.js';
import { auroc, aurocInterval } from '../ranking/auroc.js';
import { goodmanKruskalGamma } from '../ranking/goodman-kruskal-gamma.js';
import {
  accuracy,
  confidentErrorRate,
  confidentHallucinationRate,
  meanConfidence,
  overconfidenceRate,
  sharpness,
  underconfidenceRate,
} from '../rates.js';
import { type BrierDecomposition, brierDecomposition, brierScore } from '../scores/brier-score.js';
import { areaUnderAccuracyRejection, predictionRejectionRatio } from '../selective/prediction-rejection.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import type { BootstrapMethod, Estimate } from '../uncertainty/bootstrap.js';
import { consistencyBars } from '../uncertainty/consistency-bars.js';
import { type Interval, wilsonInterval } from '../uncertainty/proportion-interval.js';
import { type ConfidenceVariety, confidenceVariety } from '../variety.js';
import { type Aggregates, aggregate } from './aggregate.js';
import { type DistanceSection, distanceSection, KERNEL_BANDWIDTH } from './distance-section.js';
import { type GroupSummary, groupSummaries } from './group-summary.js';
import { type RankingSection, rankingSection } from './ranking-section.js';
import { GRADED, reportContext } from './report-context.js';
import { LOG_LOSS_CLIP, type ScoreSection, scoreSection } from './score-section.js';
import { type SelectiveSection, selectiveSection } from './selective-section.js';
import { targetScores } from './target-scores.js';
import { type TestSection, testSection } from './test-section.js';

/** Options of a report: its bins, and the resamples its intervals come from. */
export interface ReportOptions extends BinningOptions {
  /** Of the bootstrap and of the consistency bars; 1,000 unless given, 0 for neither. */
  readonly resamples?: number;
  /** 0 unless given. */
  readonly seed?: number;
  /** Of the bootstrap; `percentile` unless given. */
  readonly method?: BootstrapMethod;
}

/** Everything at once, with the conventions it was computed by; nulls where nothing can be said. */
export interface CalibrationReport {
  readonly n: number;
  readonly accuracy: number | null;
  readonly meanConfidence: number | null;
  /** Null of a table and of columns that do not tell the abstentions. */
  readonly abstentionRate: number | null;
  /** Outcomes with abstention, as SimpleQA and AA-Omniscience score them; null where `abstentionRate` is. */
  readonly outcomes: OutcomeReport | null;
  /** With its 95 % bootstrap interval (none of graded outcomes). */
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
  readonly confidentHallucinationRate: number | null;
  readonly confidentErrorRate: number | null;
  /** The variety of the stated confidences. */
  readonly variety: ConfidenceVariety | null;
  /** 95 % intervals: Wilson's of accuracy, DeLong's of AUROC, the bootstrap's of the others. */
  readonly intervals: {
    readonly accuracy: Interval | null;
    readonly auroc: Interval | null;
    readonly brier: Estimate;
    readonly debiasedSquared: Estimate;
  };
  readonly calibration: DistanceSection;
  readonly scores: ScoreSection;
  readonly tests: TestSection;
  readonly ranking: RankingSection;
  readonly selective: SelectiveSection;
  readonly bins: readonly ReliabilityBin[];
  /** Of the bins; null without resamples. */
  readonly consistencyBars: readonly (Interval | null)[] | null;
  readonly byDomain: Readonly<Record<string, GroupSummary>>;
  readonly byDifficulty: Readonly<Record<string, GroupSummary>>;
  /** Of the domains. */
  readonly groups: GroupCalibration;
  readonly conventions: {
    readonly bins: number;
    readonly edges: Edges;
    readonly scheme: BinScheme;
    readonly interval: string;
    readonly resamples: number;
    readonly seed: number;
    readonly logLossClip: number;
    readonly kernelBandwidth: number;
    /** The figures that were not computed, and why. */
    readonly leftOut: Readonly<Record<string, string>>;
  };
}

/**
 * The calibration report of predictions: every measure, with intervals, by domain and difficulty too.
 *
 * Whatever takes time quadratic in the distinct confidences is left out when there are too many;
 * `conventions.leftOut` says what and why.
 *
 * @example
 * ```ts
 * import { calibrationReport } from '@echo/metrics';
 *
 * const report = calibrationReport({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] });
 * report.ece.value; // → 0.4
 * report.tests.cox?.slope; // → 0.9160
 * report.selective.areaUnderRiskCoverage; // → 0.3333
 * ```
 */
export function calibrationReport(of: PredictionInput, options: ReportOptions = {}): CalibrationReport {
  const { bins = 10, edges = 'lower', scheme = 'equal-width' } = options;
  const { resamples = 1000, seed = 0, method = 'percentile' } = options;
  const binning = { bins, edges, scheme };
  const bootstrap = { resamples, seed, method };
  const { table, domains, difficulties } =
    'cells' in of || 'confidence' in of ? withoutGroups(of) : aggregate(of);
  const abstained = 'cells' in of ? null : abstentionRate(of);
  const outcomes = abstained === null || 'cells' in of ? null : outcomeReport(of, bootstrap);
  const context = reportContext(of, table, binning, bootstrap);
  const decomposition = brierDecomposition(table);
  const [ece, brier, debiasedSquared, gamma, rejection, rejectionRatio] = context.estimate(table, [
    (t) => expectedCalibrationError(t, binning),
    brierScore,
    (t) => debiasedSquaredCalibrationError(t, binning),
    goodmanKruskalGamma,
    areaUnderAccuracyRejection,
    (t) => predictionRejectionRatio(t),
  ]) as [Estimate, Estimate, Estimate, Estimate, Estimate, Estimate];
  const accuracyOfAll = accuracy(table);
  return {
    n: table.n,
    accuracy: accuracyOfAll,
    meanConfidence: meanConfidence(table),
    abstentionRate: abstained,
    outcomes,
    ece,
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
    confidentHallucinationRate: confidentHallucinationRate(table),
    confidentErrorRate: confidentErrorRate(table),
    variety: confidenceVariety(table),
    intervals: {
      accuracy: accuracyOfAll === null ? null : wilsonInterval(accuracyOfAll * table.n, table.n),
      auroc: context.unless('intervals.auroc', context.isGraded && GRADED, () => aurocInterval(table)),
      brier,
      debiasedSquared,
    },
    calibration: distanceSection(context),
    scores: scoreSection(context, brier),
    tests: testSection(context),
    ranking: rankingSection(context, gamma),
    selective: selectiveSection(context, {
      rejection,
      rejectionRatio,
      targetScores: targetScores(context, abstained),
    }),
    bins: reliabilityCurve(table, binning),
    consistencyBars: resamples > 0 ? consistencyBars(table, { resamples, seed, ...binning }) : null,
    byDomain: groupSummaries(domains, binning),
    byDifficulty: groupSummaries(difficulties, binning),
    groups: groupCalibration(domains, binning),
    conventions: {
      bins,
      edges,
      scheme,
      interval: `95 % ${method} bootstrap`,
      resamples,
      seed,
      logLossClip: LOG_LOSS_CLIP,
      kernelBandwidth: KERNEL_BANDWIDTH,
      leftOut: context.leftOut,
    },
  };
}

function withoutGroups(of: PredictionInput): Aggregates {
  return { table: tableOf(of), domains: {}, difficulties: {} };
}
