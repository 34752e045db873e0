// Evaluation

// Reports
export { type Baselines, baselines } from './baselines.js';
export { type BenchmarkScore, scoreBenchmark } from './benchmarks.js';
export { type EvalReport, evalReport } from './eval-report.js';
export { type EvaluateOptions, evaluate, evaluateAll } from './evaluate.js';
export { lookedUp } from './looked-up.js';
export { recalibrated } from './recalibrated.js';
export type { Trial } from './trial.js';
