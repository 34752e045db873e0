// Scorers of one item

export { brierScorer, logScorer, type Score, type Scorer, type ScorerArgs } from './scorers.js';

// Options

export type { LogScorerOptions, ScorerOptions } from '../scorers/item-scorer.js';
export type { ReadPrediction } from '../scorers/read-prediction.js';
