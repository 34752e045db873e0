// Evaluation

export { type EvaluateOptions, evaluate, evaluateAll } from './evaluate.js';
export type { Trial } from './trial.js';

// Reports

export { type BenchmarkScore, scoreBenchmark } from './benchmarks.js';
export { type EvalReport, evalReport } from './eval-report.js';

// Baselines

export { baseRatePredictions } from './base-rate-predictions.js';
export { type Baselines, baselines } from './baselines.js';
export { crossValidatedRecalibration } from './cross-validated-recalibration.js';
