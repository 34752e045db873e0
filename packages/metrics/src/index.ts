// Predictions

export { auroc } from './auroc.js';
export type { BinningOptions, Edges } from './binning.js';
// Uncertainty
export { type BootstrapOptions, bootstrapInterval, type Estimate } from './bootstrap.js';
// Scores
export { type BrierDecomposition, brierDecomposition, brierScore } from './brier-score.js';
// Calibration
export {
  expectedCalibrationError,
  maximumCalibrationError,
  overconfidenceError,
  underconfidenceError,
} from './calibration-error.js';
// Reports
export {
  type CalibrationReport,
  calibrationReport,
  type GroupSummary,
  type ReportOptions,
  summarize,
} from './calibration-report.js';
// Recalibration
export { applyIsotonic, fitIsotonic, type IsotonicMap } from './recalibration/isotonic.js';
export type { Prediction, PredictionColumns, Predictions } from './prediction.js';
export {
  accuracy,
  confidentErrorRate,
  hallucinationRate,
  meanConfidence,
  overconfidenceRate,
  sharpness,
  underconfidenceRate,
} from './rates.js';
export { type ReliabilityBin, reliabilityCurve } from './reliability-curve.js';
export { type Cell, type Measurable, mergeTables, type Table, tabulate } from './table.js';
export { type Interval, wilsonInterval } from './wilson.js';
