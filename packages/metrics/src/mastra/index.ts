// Scorers of one item

export type { LogScorerOptions, ScorerOptions } from '../scorers/item-scorer.js';
export type { ReadPrediction } from '../scorers/read-prediction.js';
export { brierScorer, logScorer, type MastraEvals, type MastraScorer, type ScorerRun } from './scorers.js';
