// Evaluation

export { baseRatePredictions } from './base-rate-predictions.js';
// Reports
export { type Baselines, baselines } from './baselines.js';
export { type BenchmarkScore, scoreBenchmark } from './benchmarks.js';
export { crossValidatedRecalibration } from './cross-validated-recalibration.js';
export { type EvalReport, evalReport } from './eval-report.js';
export { type EvaluateOptions, evaluate, evaluateAll } from './evaluate.js';
export type { Trial } from './trial.js';
