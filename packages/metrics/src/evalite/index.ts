// Scorers of one item

export { brierScorer, type EvaliteScorer, logScorer, type ScoreInput } from './scorers.js';

// Options

export type { LogScorerOptions, ScorerOptions } from '../scorers/item-scorer.js';
export type { ReadPrediction } from '../scorers/read-prediction.js';
