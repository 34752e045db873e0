// Predictions

export { type CountCell, type CountTable, mergeTables } from './count-table.js';
export type { Prediction, PredictionColumns, Predictions } from './prediction.js';
export { type PredictionInput, tableBuilder, tabulate, tabulateBy } from './tabulate.js';

// Reports

export {
  type CalibrationReport,
  calibrationReport,
  type ReportOptions,
} from './report/calibration-report.js';
export type { DistanceSection } from './report/distance-section.js';
export type { GroupSummary } from './report/group-summary.js';
export type { RankingSection } from './report/ranking-section.js';
export type { ScoreSection } from './report/score-section.js';
export type { SelectiveSection } from './report/selective-section.js';
export { summarize } from './report/summarize.js';
export type { TestSection } from './report/test-section.js';

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
export { type GroupAuroc, type GroupAurocOptions, groupAuroc } from './groups/group-auroc.js';
export { type GroupCalibration, groupCalibration } from './groups/group-calibration.js';

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

// Values with intervals

export type { Estimate } from './uncertainty/bootstrap.js';
export type { Interval } from './uncertainty/proportion-interval.js';
