import { EchoError, type Probability, type ReplyOrder } from '@echo/core';
import type { Environment } from '@echo/env';
import type { Policy } from '@echo/policy';
import type { GroupRewardFunction, RewardFunction } from '@echo/reward';
import type { CreditAssignment } from './credit.js';
import type { ExactConfidence } from './exact-confidence.js';
import type { Decay } from './learning-rate.js';
import type { Normalization } from './policy-loss.js';
import type { TrainState } from './train-state.js';
import type { KlEstimator } from './train-step.js';

/**
 * What the success rate of an answer is taken from: the verdicts of its group, its likelihood, or the mean
 * confidence of the reference policy.
 */
export type SuccessRateSource = 'group' | 'likelihood' | 'reference';

export interface TrainOptions {
  readonly policy: Policy;
  /** Makes an environment; equal resets must pose equal questions, in any of them. */
  readonly environment: () => Environment;
  /** The reward of a graded completion; what the environment itself reports is not trained on. */
  readonly reward: RewardFunction;
  /**
   * Which part of a reply stands first, as the environment's prompts ask for it; the confidence unless given.
   */
  readonly order?: ReplyOrder;
  /**
   * γ, the weight of a rollout's own verdict in the target of its confidence, beside the success rate of its
   * group; as `ownVerdictWeight` says unless given. The exact gradient, credit by segment and DCPO's heed it.
   */
  readonly ownVerdict?: Probability;
  /**
   * What an answer's success rate is taken from, beside its own verdict: the verdicts of its group, its
   * likelihood, by what that has meant so far, or the mean confidence of the reference policy, which is to be
   * written out; the group unless given.
   */
  readonly successRate?: SuccessRateSource;
  /** Steps in all, those before a resume included. */
  readonly steps: number;
  readonly seed?: number;
  /** Questions a step; this and what follows are as in `TRAIN_DEFAULTS` unless given. */
  readonly promptsPerStep?: number;
  readonly groupSize?: number;
  readonly learningRate?: number;
  /** Steps of warm-up; a tenth of all, at most 20, unless given. */
  readonly warmupSteps?: number;
  readonly decay?: Decay;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly maxTokens?: number;
  readonly klCoefficient?: number;
  readonly klEstimator?: KlEstimator;
  /** ε of the clipped surrogate; .2 unless given. */
  readonly clipRange?: number;
  readonly normalization?: Normalization;
  /**
   * The credit assignment: how a group's rewards become the advantage of each token; `completionCredit()`
   * unless given.
   */
  readonly credit?: CreditAssignment;
  /**
   * Trains the stated confidence by its exact gradient, in place of the sampled tokens that state it.
   *
   * A function is called every step. With the coefficients of `TRAIN_DEFAULTS` unless given; `false`, or a
   * `credit` or `groupReward` of one's own, leaves it to the sampled tokens.
   */
  readonly exactConfidence?: ExactConfidence | ((step: number) => ExactConfidence) | false;
  /** Rewards each group as a whole, in place of `reward` completion by completion. */
  readonly groupReward?: GroupRewardFunction;
  /** Updates from each set of rollouts; 1 unless given. */
  readonly updatesPerStep?: number;
  readonly maxGradientNorm?: number;
  readonly weightDecay?: number;
  /**
   * The most prompts of a micro-batch of an update; all that fit the policy's memory unless given.
   *
   * The gradient is the same. Fewer than a step has take less memory, and recompute the activations of
   * sampling.
   */
  readonly promptsPerMicroBatch?: number;
  /**
   * Draws difficulties by phase and shows them in phase 1; off unless given, then all tasks are drawn alike.
   */
  readonly curriculum?: boolean;
  /**
   * Whether to refuse to train a policy that does not keep the response format, and to stop when it is lost:
   * see `formatVerdict`; on unless given.
   */
  readonly formatGuard?: boolean;
  /**
   * Goes on from here; the policy's adapter must hold the values of that step.
   *
   * Taken over and freed at the end.
   */
  readonly resume?: TrainState;
}

/** Throws `invalid-input` for an option out of range. */
export function checkOptions(options: Partial<TrainOptions>): void {
  const rule = (names: readonly (keyof TrainOptions)[], wanted: string, holds: (x: number) => boolean) => {
    for (const name of names) {
      const value = options[name];
      if (value !== undefined && !(typeof value === 'number' && holds(value)))
        throw new EchoError('invalid-input', `Expected \`${name}\` to be ${wanted}, got ${value}.`);
    }
  };
  const wholes = ['steps', 'promptsPerStep', 'updatesPerStep', 'promptsPerMicroBatch'] as const;
  rule(wholes, 'a whole number of at least 1', (x) => Number.isInteger(x) && x >= 1);
  rule(
    ['groupSize'],
    'a whole number of at least 2, as a completion is compared with the others of its group',
    (x) => Number.isInteger(x) && x >= 2,
  );
  rule(
    ['temperature'],
    'a number above 0, as greedy completions are all the same and teach nothing',
    (x) => x > 0 && Number.isFinite(x),
  );
  rule(['learningRate', 'maxGradientNorm'], 'a number above 0', (x) => x > 0 && Number.isFinite(x));
  const sizes = ['klCoefficient', 'clipRange', 'weightDecay', 'warmupSteps'] as const;
  rule(sizes, 'a number of at least 0', (x) => x >= 0 && Number.isFinite(x));
}
