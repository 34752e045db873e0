// Predictions
export type { Prediction, PredictionColumns, Predictions } from './prediction.js';
export { type Cell, type Measurable, mergeTables, type Table, tabulate } from './table.js';
// Calibration
export { expectedCalibrationError, maximumCalibrationError, overconfidenceError, underconfidenceError } from './calibration-error.js';
export type { BinningOptions, Edges } from './binning.js';
export { type ReliabilityBin, reliabilityCurve } from './reliability-curve.js';
// Scores
export { type BrierDecomposition, brierDecomposition, brierScore } from './brier-score.js';
export { auroc } from './auroc.js';
export { accuracy, confidentErrorRate, hallucinationRate, meanConfidence, overconfidenceRate, sharpness, underconfidenceRate } from './rates.js';
// Uncertainty
export { type BootstrapOptions, bootstrapInterval, type Estimate } from './bootstrap.js';
export { type Interval, wilsonInterval } from './wilson.js';
// Recalibration
export { applyIsotonic, fitIsotonic, type IsotonicMap } from './isotonic.js';
// Reports
export { type CalibrationReport, calibrationReport, type GroupSummary, type ReportOptions, summarize } from './calibration-report.js';
