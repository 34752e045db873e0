// GRPO

export { PUBLISHED_DEFAULTS, TRAIN_DEFAULTS } from './defaults.js';
export { type TrainStep, train } from './train.js';
export type { SuccessRateSource, TrainOptions } from './train-options.js';
export { initialTrainState, type TrainState } from './train-state.js';
export { type KlEstimator, type StepOptions, type StepStats, trainStep } from './train-step.js';

// Rollouts

export { type CollectOptions, collectRollouts } from './collect-rollouts.js';
export type { Rollout, RolloutGroup } from './rollout.js';

// Advantages and credit

export { type AdvantageEstimator, centered, leaveOneOut, standardized } from './advantages.js';
export {
  batchCredit,
  type CreditAssignment,
  type CreditContext,
  completionCredit,
  segmentCredit,
} from './credit.js';
export { dcpoCredit } from './dcpo-credit.js';
export { type ConfidenceTargets, confidenceTargets, ownVerdictWeight } from './own-verdict.js';
export {
  type AnswerOutcome,
  groupSuccessRate,
  likelihoodSuccessRates,
  type SuccessRates,
} from './success-rates.js';

// The loss

export { k3 } from './kl.js';
export {
  type LossInput,
  type LossOptions,
  type Normalization,
  policyLoss,
  tokenWeights,
} from './policy-loss.js';

// The exact confidence gradient

export { confidenceDistribution, withConfidenceDistribution } from './confidence-distribution.js';
export { type ConfidenceTrie, confidenceTrie } from './confidence-trie.js';
export { type EntropySchedule, entropyCoefficient } from './entropy-schedule.js';
export type { ExactConfidence } from './exact-confidence.js';

// Supervised fine-tuning

export {
  type SftExample,
  type SftOptions,
  type SftStep,
  sftStep,
  trainSft,
} from './train-sft.js';

// The response format

export {
  type FormatGuard,
  type FormatVerdict,
  formatFinding,
  formatVerdict,
  leastShare,
  NO_COMPLETIONS,
  observeFormat,
} from './format-guard.js';

// Optimisation

export { type AdamWOptions, type AdamWState, disposeAdamW, initAdamW, stepAdamW } from './adamw.js';
export { applyGradients, type Update, type UpdateOptions } from './apply-gradients.js';
export { disposeGradients, type Gradients, gradientsOf, type Parameters } from './gradients.js';
export { type Decay, type LearningRateSchedule, learningRate } from './learning-rate.js';

// Checkpoints

export {
  adapterValues,
  restoreTrainState,
  type TensorValues,
  type TrainSnapshot,
  takeSnapshot,
} from './train-snapshot.js';
