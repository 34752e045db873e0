import type { ReplyOrder } from '@echo/core';
import type { Tokenizer } from '@echo/policy';
import type { RewardFunction } from '@echo/reward';
import { mean } from 'simple-statistics';
import { type AdvantageEstimator, centered } from './advantages.js';
import { confidenceTokens } from './confidence-tokens.js';
import { expectedReward } from './expected-reward.js';
import type { ConfidenceTargets } from './own-verdict.js';
import type { RolloutGroup } from './rollout.js';

/** What a credit assignment may look at besides the group. */
export interface CreditContext {
  /** Every group of the step. */
  readonly step: readonly RolloutGroup[];
  /** The reward that is trained on. */
  readonly reward: RewardFunction;
  readonly tokenizer: Pick<Tokenizer, 'decode'>;
  /** Which part of a reply stands first. */
  readonly order: ReplyOrder;
  /** The target of each confidence of a group. */
  readonly targets: ConfidenceTargets;
}

/**
 * A credit assignment: turns the rewards of a group into one advantage a token, one array a completion.
 */
export type CreditAssignment = (group: RolloutGroup, context: CreditContext) => readonly Float32Array[];

/** Credit by completion: every token gets the advantage of its completion, GRPO as published. */
export function completionCredit(advantages: AdvantageEstimator = centered): CreditAssignment {
  return ({ rollouts }) => {
    const estimates = advantages(rollouts.map(({ reward }) => reward.total));
    return rollouts.map(({ completion }, i) =>
      new Float32Array(completion.tokenIds.length).fill(estimates[i] ?? 0),
    );
  };
}

/**
 * Credit by batch: every token gets its reward less the mean of the whole step, a baseline blind to the
 * question.
 */
export const batchCredit: CreditAssignment = ({ rollouts }, { step }) => {
  const baseline = mean(step.flatMap((group) => group.rollouts.map(({ reward }) => reward.total)));
  return rollouts.map(({ completion, reward }) =>
    new Float32Array(completion.tokenIds.length).fill(reward.total - baseline),
  );
};

/**
 * Credit by segment: each segment of a completion gets the advantage of the reward it can influence.
 *
 * The tokens that state the confidence get its expected reward t · R(correct) + (1 − t) · R(incorrect), less
 * that of the group's confidences in its place. Confidence first, t is the group's success rate: whether
 * this answer turned out correct, which the confidence before it did not decide, is no longer noise in its
 * gradient. Answer first, t is γ · the own verdict + (1 − γ) · that rate. The other
 * tokens get the reward less the group's mean. Both have the expected gradient of `completionCredit` when,
 * given the prompt, the answer does not depend on the confidence stated before it, or γ is 1. A completion
 * that is not well-formed, does not keep the order or abstains gets its whole advantage on every token.
 */
export const segmentCredit: CreditAssignment = (group, { reward, tokenizer, order, targets: targetsOf }) => {
  const { rollouts } = group;
  const targets = targetsOf(group);
  const realized = centered(rollouts.map((rollout) => rollout.reward.total));
  return rollouts.map((rollout, i) => {
    const { length } = rollout.completion.tokenIds;
    const credit = new Float32Array(length).fill(realized[i] ?? 0);
    const stated = confidenceTokens(rollout, tokenizer, order);
    if (!stated) return credit;
    const expects = expectedReward(reward, targets[i] ?? 0);
    const expected = centered(rollouts.map(({ result }) => expects(result.parsed)));
    return credit.fill(expected[i] ?? 0, stated.start, stated.end);
  });
};
