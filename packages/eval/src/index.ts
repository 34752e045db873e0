// Evaluation

export { evaluate, evaluateAll } from './evaluation/evaluate.js';
export type { EvaluateOptions, TaskSource } from './evaluation/evaluate-options.js';
export type { EvaluationProgress } from './evaluation/progress.js';
export { parseTrialLog } from './evaluation/trial-log.js';
export { memoryTrialStore, type TrialStore } from './store/trial-store.js';
export { answered, type Reading, type Trial, type TrialError } from './trial.js';

// Completers

export { type FunctionReply, fromFunction } from './completers/from-function.js';
export { type RecordedCall, recordedCompleter, recording } from './completers/recorded.js';
export { type RetryOptions, withRetry } from './completers/with-retry.js';

// Elicitation methods

export { confidenceExpectation } from './methods/confidence-expectation.js';
export type { ElicitationMethod, ElicitOptions } from './methods/elicitation-method.js';
export { CALIBRATED_EXAMPLES, type CalibratedExample, fewShot } from './methods/few-shot.js';
export { honestyPrompt } from './methods/honesty-prompt.js';
export { probabilityTrue } from './methods/probability-true.js';
export { fitRecalibration, recalibrated, recalibrateTrials } from './methods/recalibrated.js';
export { scorePrompt } from './methods/score-prompt.js';
export { DISAGREEMENT_FACTOR, selfConsistency } from './methods/self-consistency.js';
export { sequenceLikelihood } from './methods/sequence-likelihood.js';
export { statedAfter } from './methods/stated-after.js';
export { statedBefore } from './methods/stated-before.js';
export { topK } from './methods/top-k.js';

// Baselines

export { baseRatePredictions } from './baselines/base-rate-predictions.js';
export { type Baselines, baselines } from './baselines/baselines.js';
export { crossValidatedRecalibration } from './baselines/cross-validated-recalibration.js';
export {
  alwaysFifty,
  alwaysHigh,
  baseRateConfidence,
  domainAndSource,
  externalConfidence,
  HEURISTIC_DIFFICULTY,
  HEURISTIC_DOMAIN,
  heuristicConfidence,
  temperatureScaled,
  withConfidence,
} from './baselines/replace-confidence.js';

// Benchmarks

export { type BenchmarkScore, scoreBenchmark } from './benchmarks.js';
export {
  type BenchmarkResult,
  benchmarkTable,
  type RunBenchmarksOptions,
  runBenchmarks,
} from './run-benchmarks.js';

// Comparison

export {
  type ComparableTrial,
  type CompareOptions,
  compare,
  type DomainComparison,
  type EvalComparison,
  holm,
} from './compare.js';
export {
  allMethods,
  type CompareMethodsOptions,
  compareMethods,
  type MethodComparison,
} from './reports/compare-methods.js';
export {
  type MethodSummary,
  methodTable,
  readingTrials,
  type SummaryOptions,
  summarizeMethod,
} from './reports/method-summary.js';

// Reports

export {
  type EvalReport,
  type EvalReportBuilder,
  type EvalReportOptions,
  evalReport,
  evalReportBuilder,
} from './reports/eval-report.js';
export type { Pricing } from './reports/pricing.js';
export { type QuestionedTrial, withQuestions } from './reports/with-questions.js';
