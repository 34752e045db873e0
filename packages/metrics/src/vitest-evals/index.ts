// Judges of one item

export { brierScorer, type Judge, type JudgeContext, type JudgeResult, logScorer } from './judges.js';

// Options

export type { LogScorerOptions, ScorerOptions } from '../scorers/item-scorer.js';
export type { ReadPrediction } from '../scorers/read-prediction.js';
