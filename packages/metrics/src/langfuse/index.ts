// Scorers of one item

export { brierScorer, type Evaluator, logScorer } from './scorers.js';

// Figures of a run

export {
  type CalibrationEvaluatorOptions,
  calibrationEvaluator,
  type ItemResult,
  type RunEvaluator,
} from './calibration-evaluator.js';

// What Langfuse hands over and takes

export type { LogScorerOptions, ScorerOptions } from '../scorers/item-scorer.js';
export type { ReadPrediction } from '../scorers/read-prediction.js';
export type { Evaluation, EvaluatorParams } from './evaluation.js';
