// Types

export type {
  GroupRewardFunction,
  RewardBreakdown,
  RewardComponent,
  RewardFunction,
  RewardInput,
} from './reward.js';

// Scoring rules

export { quadraticScore } from './scoring-rules/brier.js';
export { logarithmicScore } from './scoring-rules/logarithmic.js';
export type { ScoringRule } from './scoring-rules/scoring-rule.js';
export { sphericalScore } from './scoring-rules/spherical.js';
export { thresholdBet } from './scoring-rules/threshold-bet.js';

// Composition

export { defineReward } from './define-reward.js';
export { groupReward } from './group-reward.js';
export {
  abstention,
  accuracy,
  calibration,
  correctness,
  format,
  length,
  overconfidencePenalty,
  type Term,
  underconfidencePenalty,
} from './terms.js';

// Presets

export { type PresetName, presets, rewardByName } from './presets.js';

// Analysis

export {
  type AnalysisOptions,
  analyzeReward,
  type RewardAnalysis,
  type RewardPoint,
} from './analyze-reward.js';
