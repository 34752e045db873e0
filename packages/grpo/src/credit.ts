import { confidencePrefixLength } from '@echo/parser';
import type { Tokenizer } from '@echo/policy';
import type { RewardFunction } from '@echo/reward';
import { mean } from 'simple-statistics';
import { type AdvantageEstimator, centered } from './advantages.js';
import { expectedReward } from './expected-reward.js';
import type { Rollout, RolloutGroup } from './rollout.js';

/** What a credit assignment may look at besides the group. */
export interface CreditContext {
  /** Every group of the step. */
  readonly step: readonly RolloutGroup[];
  /** The reward that is trained on. */
  readonly reward: RewardFunction;
  readonly tokenizer: Pick<Tokenizer, 'decode'>;
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
 * The tokens up to the stated confidence get its expected reward q · R(correct) + (1 − q) · R(incorrect),
 * with q the share of the group that is correct, less the group's mean: whether this answer turned out
 * correct, which the confidence before it did not decide, is no longer noise in its gradient. The tokens
 * after it get the reward less the group's mean. Both have the expected gradient of `completionCredit` when,
 * given the prompt, the answer does not depend on the confidence stated before it. A completion that is not
 * well-formed, that reasons or answers first, or that abstains gets its whole advantage on every token.
 */
export const segmentCredit: CreditAssignment = (group, { reward, tokenizer }) => {
  const { rollouts } = group;
  const expects = expectedReward(reward, group);
  const expected = centered(rollouts.map(({ result }) => expects(result.parsed)));
  const realized = centered(rollouts.map((rollout) => rollout.reward.total));
  return rollouts.map((rollout, i) => {
    const { length } = rollout.completion.tokenIds;
    const credit = new Float32Array(length).fill(realized[i] ?? 0);
    return credit.fill(expected[i] ?? 0, 0, confidencePrefixTokens(rollout, tokenizer));
  });
};

/**
 * The number of tokens up to the end of the stated confidence; 0 when reasoning or the answer comes first.
 */
export function confidencePrefixTokens(
  { completion: { text, tokenIds }, result: { parsed } }: Rollout,
  tokenizer: Pick<Tokenizer, 'decode'>,
): number {
  const end = confidencePrefixLength(text, parsed);
  if (end === 0) return 0;
  let low = 1;
  let high = tokenIds.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (tokenizer.decode(tokenIds.subarray(0, middle)).length >= end) high = middle;
    else low = middle + 1;
  }
  return low;
}
