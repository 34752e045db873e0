import {
  averageCalibrationError,
  expectedCalibrationError,
  maximumCalibrationError,
  overconfidenceError,
  underconfidenceError,
  weightedOverconfidenceError,
} from './binned/calibration-error.js';
import {
  debiasedCalibrationError,
  debiasedSquaredCalibrationError,
} from './binned/debiased-calibration-error.js';
import { rankBinnedError } from './binned/rank-binned-error.js';
import { type ReliabilityBin, reliabilityCurve } from './binned/reliability-curve.js';
import type { BinningOptions, BinScheme, Edges } from './binning.js';
import { type CountTable, isGraded, type PredictionInput, tableOf } from './count-table.js';
import { type Aggregates, aggregate } from './groups/aggregate.js';
import { type GroupCalibration, groupCalibration } from './groups/group-calibration.js';
import { type CalibrationIndex, integratedCalibrationIndex } from './hypothesis-tests/calibration-index.js';
import {
  type CoxCalibration,
  calibrationInTheLarge,
  coxCalibration,
} from './hypothesis-tests/cox-calibration.js';
import { type CumulativeTest, cumulativeTest } from './hypothesis-tests/cumulative-test.js';
import { type ChiSquareTest, hosmerLemeshowTest } from './hypothesis-tests/hosmer-lemeshow-test.js';
import { LOWESS_LIMIT } from './hypothesis-tests/lowess.js';
import { spiegelhalterTest, type ZTest } from './hypothesis-tests/spiegelhalter-test.js';
import { loweredToTargets, targetScore, withAbstentionsLowest } from './outcomes/confidence-target-score.js';
import { abstentionRate } from './outcomes/outcome-counts.js';
import { type OutcomeReport, outcomeReport } from './outcomes/outcome-report.js';
import { auroc, aurocInterval } from './ranking/auroc.js';
import { averagePrecision } from './ranking/average-precision.js';
import { falsePositiveRate } from './ranking/false-positive-rate.js';
import { goodmanKruskalGamma } from './ranking/goodman-kruskal-gamma.js';
import {
  accuracy,
  confidentErrorRate,
  confidentHallucinationRate,
  meanConfidence,
  overconfidenceRate,
  sharpness,
  underconfidenceRate,
} from './rates.js';
import { indexOfBrier } from './scores/brier-index.js';
import { type BrierDecomposition, brierDecomposition, brierScore, brierSkill } from './scores/brier-score.js';
import { type CorpDecomposition, corpDecomposition } from './scores/corp-decomposition.js';
import { logLoss } from './scores/log-loss.js';
import { sphericalScore } from './scores/spherical-score.js';
import { accuracyAtCoverage, type CoverageAtAccuracy, coverageAtAccuracy } from './selective/coverage.js';
import { areaUnderAccuracyRejection, predictionRejectionRatio } from './selective/prediction-rejection.js';
import {
  areaUnderGeneralizedRisk,
  areaUnderRiskCoverage,
  excessAreaUnderRiskCoverage,
  type RiskCoveragePoint,
  riskCoverageCurve,
} from './selective/risk-coverage.js';
import { type SelectiveThreshold, selectiveThreshold } from './selective/selective-threshold.js';
import { KERNEL_LIMIT, kernelCalibrationError } from './smooth/kernel-calibration-error.js';
import { maximumMeanCalibrationError } from './smooth/maximum-mean-calibration-error.js';
import { smoothCalibrationError } from './smooth/smooth-calibration-error.js';
import {
  type BootstrapMethod,
  bootstrapIntervals,
  type Estimate,
  type Metric,
} from './uncertainty/bootstrap.js';
import { consistencyBars } from './uncertainty/consistency-bars.js';
import { type Interval, wilsonInterval } from './uncertainty/proportion-interval.js';
import { type ConfidenceVariety, confidenceVariety } from './variety.js';

export interface ReportOptions extends BinningOptions {
  /** Of the bootstrap and of the consistency bars; 1,000 unless given, 0 for neither. */
  readonly resamples?: number;
  /** 0 unless given. */
  readonly seed?: number;
  /** Of the bootstrap; `percentile` unless given. */
  readonly method?: BootstrapMethod;
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
  /** Other measures of the distance from calibration. */
  readonly calibration: {
    readonly l2: number | null;
    readonly average: number | null;
    readonly weightedOverconfidence: number | null;
    readonly debiasedL1: number | null;
    readonly debiasedL2: number | null;
    readonly debiasedSquared: number | null;
    readonly equalMass: number | null;
    readonly distinct: number | null;
    /** RMS over bins of 100 by rank, all bins and as published, without the last. */
    readonly rankBinned: number | null;
    readonly rankBinnedDroppingLast: number | null;
    readonly smooth: number | null;
    readonly kernel: number | null;
    readonly maximumMean: number | null;
    /** ICI, E50, E90 and Emax of three curves. */
    readonly index: {
      readonly isotonic: CalibrationIndex | null;
      readonly lowess: CalibrationIndex | null;
      readonly cox: CalibrationIndex | null;
    };
  };
  readonly scores: {
    readonly brierSkill: number | null;
    readonly brierIndex: Estimate;
    readonly logLoss: number | null;
    readonly spherical: number | null;
    readonly corpBrier: CorpDecomposition | null;
    readonly corpLog: CorpDecomposition | null;
  };
  /** Of the claim that the confidences are calibrated. */
  readonly tests: {
    readonly cumulative: CumulativeTest | null;
    readonly spiegelhalter: ZTest | null;
    readonly hosmerLemeshow: ChiSquareTest | null;
    readonly cox: CoxCalibration | null;
    readonly calibrationInTheLarge: number | null;
  };
  readonly ranking: {
    readonly averagePrecision: number | null;
    readonly averagePrecisionOfErrors: number | null;
    readonly falsePositiveRate95: number | null;
    readonly gamma: Estimate;
  };
  /** Of answering only what is stated with enough confidence. */
  readonly selective: {
    readonly areaUnderRiskCoverage: number | null;
    readonly excessAreaUnderRiskCoverage: number | null;
    readonly areaUnderGeneralizedRisk: number | null;
    readonly areaUnderAccuracyRejection: Estimate;
    readonly predictionRejectionRatio: Estimate;
    /** Of rejecting at most half. */
    readonly predictionRejectionRatioHalf: number | null;
    /** Confidence-target scores. */
    readonly targetScores: readonly ({ readonly target: number } & Estimate)[];
    readonly accuracyAt: readonly { readonly coverage: number; readonly accuracy: number | null }[];
    readonly coverageAt: readonly ({ readonly accuracy: number } & CoverageAtAccuracy)[];
    /** Thresholds that keep a risk with probability .95. */
    readonly guaranteed: readonly ({ readonly allowed: number } & SelectiveThreshold)[];
    readonly curve: readonly RiskCoveragePoint[] | null;
  };
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

const CLIP = 0.001;
const BANDWIDTH = 0.02;
const TARGETS = [0.5, 0.75, 0.9];

/**
 * The report of these predictions.
 * Whatever takes time quadratic in the distinct confidences is left out when there are too many.
 */
export function calibrationReport(of: PredictionInput, options: ReportOptions = {}): CalibrationReport {
  const { bins = 10, edges = 'lower', scheme = 'equal-width' } = options;
  const { resamples = 1000, seed = 0, method = 'percentile' } = options;
  const binning = { bins, edges, scheme };
  const { table, domains, difficulties } =
    'cells' in of || 'confidence' in of ? withoutGroups(of) : aggregate(of);
  const abstained = 'cells' in of ? null : abstentionRate(of);
  const outcomes =
    abstained === null || 'cells' in of ? null : outcomeReport(of, { resamples, seed, method });
  const graded = isGraded(table);
  const distinct = table.cells.length;
  const leftOut: Record<string, string> = {};
  const unless = <T>(name: string, reason: string | false, compute: () => T): T | null => {
    if (reason === false) return compute();
    leftOut[name] = reason;
    return null;
  };
  const tooMany = (limit: number) => distinct > limit && `more than ${limit} distinct confidences`;
  const needsCounts = graded && 'outcomes are graded';
  const decomposition = brierDecomposition(table);
  if (graded) leftOut.bootstrap = 'outcomes are graded';
  const estimated = (t: CountTable, metrics: readonly Metric[]): readonly Estimate[] =>
    graded
      ? metrics.map((metric) => pointEstimate(t.n === 0 ? null : metric(t)))
      : bootstrapIntervals(t, metrics, { resamples, seed, method });
  const [ece, brier, debiasedSquared, gamma, rejection, rejectionRatio] = estimated(table, [
    (t) => expectedCalibrationError(t, binning),
    brierScore,
    (t) => debiasedSquaredCalibrationError(t, binning),
    goodmanKruskalGamma,
    areaUnderAccuracyRejection,
    (t) => predictionRejectionRatio(t),
  ]) as [Estimate, Estimate, Estimate, Estimate, Estimate, Estimate];
  const scored = 'cells' in of || !abstained ? table : withAbstentionsLowest(of);
  const targetScores = estimated(
    loweredToTargets(scored, TARGETS),
    TARGETS.map((target) => (t: CountTable) => targetScore(t, target)),
  );
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
      auroc: unless('intervals.auroc', needsCounts, () => aurocInterval(table)),
      brier,
      debiasedSquared,
    },
    calibration: {
      l2: expectedCalibrationError(table, { ...binning, norm: 'l2' }),
      average: averageCalibrationError(table, binning),
      weightedOverconfidence: weightedOverconfidenceError(table, binning),
      debiasedL1: debiasedCalibrationError(table, { ...binning, norm: 'l1' }),
      debiasedL2: debiasedCalibrationError(table, binning),
      debiasedSquared: debiasedSquaredCalibrationError(table, binning),
      equalMass: expectedCalibrationError(table, { bins, scheme: 'equal-mass' }),
      distinct: expectedCalibrationError(table, { scheme: 'distinct' }),
      rankBinned: rankBinnedError(table),
      rankBinnedDroppingLast: rankBinnedError(table, { dropLast: true }),
      smooth: smoothCalibrationError(table),
      kernel: unless('calibration.kernel', needsCounts || tooMany(KERNEL_LIMIT), () =>
        kernelCalibrationError(table, { bandwidth: BANDWIDTH }),
      ),
      maximumMean: maximumMeanCalibrationError(table),
      index: {
        isotonic: integratedCalibrationIndex(table),
        lowess: unless('calibration.index.lowess', tooMany(LOWESS_LIMIT), () =>
          integratedCalibrationIndex(table, { curve: 'lowess' }),
        ),
        cox: integratedCalibrationIndex(table, { curve: 'cox' }),
      },
    },
    scores: {
      brierSkill: brierSkill(table),
      brierIndex: brierIndexEstimate(brier),
      logLoss: logLoss(table, { clip: CLIP }),
      spherical: sphericalScore(table),
      corpBrier: corpDecomposition(table),
      corpLog: corpDecomposition(table, { score: 'log' }),
    },
    tests: {
      cumulative: cumulativeTest(table),
      spiegelhalter: spiegelhalterTest(table),
      hosmerLemeshow: hosmerLemeshowTest(table, binning),
      cox: coxCalibration(table),
      calibrationInTheLarge: calibrationInTheLarge(table),
    },
    ranking: {
      averagePrecision: averagePrecision(table),
      averagePrecisionOfErrors: averagePrecision(table, { of: 'errors' }),
      falsePositiveRate95: falsePositiveRate(table),
      gamma,
    },
    selective: {
      areaUnderRiskCoverage: areaUnderRiskCoverage(table),
      excessAreaUnderRiskCoverage: excessAreaUnderRiskCoverage(graded ? of : table),
      areaUnderGeneralizedRisk: areaUnderGeneralizedRisk(table),
      areaUnderAccuracyRejection: rejection,
      predictionRejectionRatio: graded ? pointEstimate(predictionRejectionRatio(of)) : rejectionRatio,
      predictionRejectionRatioHalf: predictionRejectionRatio(graded ? of : table, { maxRejection: 0.5 }),
      targetScores: TARGETS.map((target, i) => ({ target, ...(targetScores[i] as Estimate) })),
      accuracyAt: [0.5, 0.8, 0.9].map((coverage) => ({
        coverage,
        accuracy: accuracyAtCoverage(table, coverage),
      })),
      coverageAt: [0.8, 0.9, 0.95].flatMap((wanted) => {
        const found = coverageAtAccuracy(table, wanted);
        return found ? [{ accuracy: wanted, ...found }] : [];
      }),
      guaranteed:
        unless('selective.guaranteed', needsCounts, () =>
          [0.05, 0.1, 0.2].flatMap((allowed) => {
            const found = selectiveThreshold(table, { risk: allowed });
            return found ? [{ allowed, ...found }] : [];
          }),
        ) ?? [],
      curve: unless('selective.curve', tooMany(KERNEL_LIMIT), () => riskCoverageCurve(table)),
    },
    bins: reliabilityCurve(table, binning),
    consistencyBars: resamples > 0 ? consistencyBars(table, { resamples, seed, ...binning }) : null,
    byDomain: summaries(domains, binning),
    byDifficulty: summaries(difficulties, binning),
    groups: groupCalibration(domains, binning),
    conventions: {
      bins,
      edges,
      scheme,
      interval: `95 % ${method} bootstrap`,
      resamples,
      seed,
      logLossClip: CLIP,
      kernelBandwidth: BANDWIDTH,
      leftOut,
    },
  };
}

function withoutGroups(of: PredictionInput): Aggregates {
  return { table: tableOf(of), domains: {}, difficulties: {} };
}

function pointEstimate(value: number | null): Estimate {
  return { value, low: null, high: null };
}

/** The index falls as the score rises, so the ends change places. */
function brierIndexEstimate({ value, low, high }: Estimate): Estimate {
  const index = (score: number | null) => (score === null ? null : indexOfBrier(score));
  return { value: index(value), low: index(high), high: index(low) };
}

function summaries(
  groups: Readonly<Record<string, CountTable>>,
  binning: BinningOptions,
): Readonly<Record<string, GroupSummary>> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, table]) => {
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
