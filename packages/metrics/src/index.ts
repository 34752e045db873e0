// Predictions

export {
  type CountCell,
  type CountTable,
  mergeTables,
  type PredictionInput,
  tabulate,
  tabulateBy,
} from './count-table.js';
export type { Prediction, PredictionColumns, Predictions } from './prediction.js';
export { tableBuilder } from './tally.js';

// Rates

export {
  accuracy,
  confidentErrorRate,
  confidentHallucinationRate,
  meanConfidence,
  overconfidenceRate,
  sharpness,
  underconfidenceRate,
} from './rates.js';
export { type ConfidenceVariety, confidenceVariety } from './variety.js';

// Outcomes with abstention

export { confidenceTargetScore } from './outcomes/confidence-target-score.js';
export { abstentionRate, type OutcomeCounts, outcomeCounts } from './outcomes/outcome-counts.js';
export type { OutcomeReport } from './outcomes/outcome-report.js';
export { type OutcomeScores, outcomeScores } from './outcomes/outcome-scores.js';

// Calibration by bins

export {
  averageCalibrationError,
  type CalibrationErrorOptions,
  expectedCalibrationError,
  maximumCalibrationError,
  type Norm,
  overconfidenceError,
  underconfidenceError,
  weightedOverconfidenceError,
} from './binned/calibration-error.js';
export {
  debiasedCalibrationError,
  debiasedSquaredCalibrationError,
} from './binned/debiased-calibration-error.js';
export { type RankBinnedOptions, rankBinnedError } from './binned/rank-binned-error.js';
export {
  type ReliabilityBin,
  type ReliabilityOptions,
  reliabilityCurve,
} from './binned/reliability-curve.js';
export type { BinningOptions, BinScheme, Edges } from './binning.js';

// Calibration without bins

export { type CalibrationIndex, integratedCalibrationIndex } from './hypothesis-tests/calibration-index.js';
export { kernelCalibrationError } from './smooth/kernel-calibration-error.js';
export { maximumMeanCalibrationError } from './smooth/maximum-mean-calibration-error.js';
export { smoothCalibrationError } from './smooth/smooth-calibration-error.js';

// Tests of calibration

export {
  type CoxCalibration,
  calibrationInTheLarge,
  coxCalibration,
} from './hypothesis-tests/cox-calibration.js';
export { type CumulativeTest, cumulativeTest } from './hypothesis-tests/cumulative-test.js';
export {
  type ChiSquareTest,
  type HosmerLemeshowOptions,
  hosmerLemeshowTest,
} from './hypothesis-tests/hosmer-lemeshow-test.js';
export { spiegelhalterTest, type ZTest } from './hypothesis-tests/spiegelhalter-test.js';

// Scores

export { brierIndex } from './scores/brier-index.js';
export {
  type BrierDecomposition,
  brierDecomposition,
  brierScore,
  brierSkill,
  resolution,
} from './scores/brier-score.js';
export { type CorpDecomposition, corpDecomposition } from './scores/corp-decomposition.js';
export { itemBrierScore, itemLogLoss } from './scores/item-scores.js';
export { logLoss } from './scores/log-loss.js';
export { sphericalScore } from './scores/spherical-score.js';

// Ranking

export { type AurocIntervalOptions, auroc, aurocInterval, aurocVariance } from './ranking/auroc.js';
export { averagePrecision } from './ranking/average-precision.js';
export { falsePositiveRate } from './ranking/false-positive-rate.js';
export { goodmanKruskalGamma } from './ranking/goodman-kruskal-gamma.js';

// Two alternatives

export {
  type MetaDPrimeOptions,
  type MetaSensitivity,
  metaDPrime,
} from './two-alternative/meta-d-prime.js';
export {
  type RatingCounts,
  ratingCounts,
  type TwoAlternativePrediction,
} from './two-alternative/rating-counts.js';

// Selective answering

export { accuracyAtCoverage, type CoverageAtAccuracy, coverageAtAccuracy } from './selective/coverage.js';
export {
  areaUnderAccuracyRejection,
  type PredictionRejectionOptions,
  predictionRejectionRatio,
} from './selective/prediction-rejection.js';
export {
  areaUnderGeneralizedRisk,
  areaUnderRiskCoverage,
  excessAreaUnderRiskCoverage,
  type RiskCoveragePoint,
  riskCoverageCurve,
} from './selective/risk-coverage.js';
export {
  type SelectiveThreshold,
  type SelectiveThresholdOptions,
  selectiveThreshold,
} from './selective/selective-threshold.js';

// Groups

export { type GroupCalibration, groupCalibration } from './groups/group-calibration.js';

// Uncertainty

export {
  type BootstrapMethod,
  type BootstrapOptions,
  bootstrapInterval,
  bootstrapIntervals,
  type Estimate,
  type Metric,
} from './uncertainty/bootstrap.js';
export { type AurocComparison, compareAurocs } from './uncertainty/compare-aurocs.js';
export {
  compareModels,
  type Difference,
  type McNemar,
  type ModelComparison,
  mcNemarTest,
} from './uncertainty/compare-models.js';
export { consistencyBars, type SimulationOptions } from './uncertainty/consistency-bars.js';
export { type CorpBandOptions, type CorpPoint, corpBands } from './uncertainty/corp-bands.js';
export {
  clopperPearsonInterval,
  type Interval,
  jeffreysInterval,
  wilsonInterval,
} from './uncertainty/proportion-interval.js';

// Recalibration

export { type BayesianBinningMap, fitBayesianBinning } from './recalibration/bayesian-binning.js';
export { type BetaMap, fitBeta } from './recalibration/beta.js';
export {
  type BestRecalibration,
  type FitBestOptions,
  fitBest,
  type HeldOutGain,
} from './recalibration/fit-best.js';
export { fitHistogram, type HistogramMap } from './recalibration/histogram.js';
export { applyIsotonic, fitIsotonic, type IsotonicMap } from './recalibration/isotonic.js';
export { fitLogistic, fitPlatt, type PlattMap } from './recalibration/platt.js';
export { applyRecalibration, type IdentityMap, type Recalibration } from './recalibration/recalibration.js';
export { recalibrationFromJson } from './recalibration/recalibration-from-json.js';
export { fitTemperature, type TemperatureMap } from './recalibration/temperature.js';
export {
  applyVennAbers,
  fitVennAbers,
  type VennAbersMap,
  type VennAbersPrediction,
} from './recalibration/venn-abers.js';

// Reports

export {
  type CalibrationReport,
  calibrationReport,
  type GroupSummary,
  type ReportOptions,
} from './calibration-report.js';
export { summarize } from './summarize.js';

// Test suites

export { type CalibrationClaim, type ClaimTest, testCalibrationClaim } from './vitest/calibration-claim.js';
export { calibrationMatchers } from './vitest/calibration-matchers.js';
