// The loop

// Optimisation
export { type AdamWOptions, type AdamWState, disposeAdamW, initAdamW, stepAdamW } from './adamw.js';
export { type AdvantageEstimator, centered, leaveOneOut, standardized } from './advantages.js';
export { applyGradients, type Update, type UpdateOptions } from './apply-gradients.js';
// Its parts
export { type CollectOptions, collectRollouts } from './collect-rollouts.js';
export type { ConfidenceObjective } from './confidence-objective.js';
export { type ConfidenceSlot, confidenceSlot } from './confidence-slot.js';
export { batchCredit, type CreditAssignment, completionCredit, segmentCredit } from './credit.js';
export { PUBLISHED } from './defaults.js';
export { type EntropySchedule, entropyCoefficient } from './entropy-schedule.js';
export { disposeGradients, type Gradients, gradientsOf, type Parameters } from './gradients.js';
export { k3 } from './kl.js';
export { type Decay, type LearningRateSchedule, learningRate } from './learning-rate.js';
export {
  type LossInput,
  type LossOptions,
  type Normalization,
  policyLoss,
  tokenWeights,
} from './policy-loss.js';
export type { Rollout, RolloutGroup } from './rollout.js';
export { loadTrainState, saveTrainState } from './save-train-state.js';
export { type TrainOptions, type TrainStep, train } from './train.js';
export { initialTrainState, type Outcome, type TrainState } from './train-state.js';
export { type KlEstimator, type StepOptions, type StepStats, trainStep } from './train-step.js';
// Imitation
export {
  type SupervisedExample,
  type SupervisedOptions,
  type SupervisedStep,
  supervisedStep,
  trainSupervised,
} from './train-supervised.js';
