import { RESPONSE_TAGS } from '@echo/core';
import type { RewardFunction } from '@echo/reward';
import { mean } from 'simple-statistics';
import { type AdvantageEstimator, centered } from './advantages.js';
import { expectedReward } from './expected-reward.js';
import type { Rollout, RolloutGroup } from './rollout.js';

/** Spreads what the completions of a group earned over their tokens: one advantage a token, one array a completion. `step` holds every group of the step. */
export type CreditAssignment = (
  group: RolloutGroup,
  step: readonly RolloutGroup[],
) => readonly Float32Array[];

/** Every token of a completion gets the completion's advantage: GRPO as published. */
export function completionCredit(advantages: AdvantageEstimator = centered): CreditAssignment {
  return ({ rollouts }) => {
    const estimates = advantages(rollouts.map(({ reward }) => reward.total));
    return rollouts.map(({ completion }, i) =>
      new Float32Array(completion.tokenIds.length).fill(estimates[i] ?? 0),
    );
  };
}

/** Every token of a completion gets its reward less the mean of the whole step: a baseline that knows nothing of the question. */
export const batchCredit: CreditAssignment = ({ rollouts }, step) => {
  const baseline = mean(step.flatMap((group) => group.rollouts.map(({ reward }) => reward.total)));
  return rollouts.map(({ completion, reward }) =>
    new Float32Array(completion.tokenIds.length).fill(reward.total - baseline),
  );
};

/**
 * Each part of a completion gets the credit of what it can influence. The tokens up to the stated confidence get the reward
 * expected of that statement, q · R(right) + (1 − q) · R(wrong) with q the share of the group that is right, less the group's mean:
 * whether this answer happened to be right, which the statement before it did not decide, is no longer noise in its gradient. The
 * tokens behind it get the reward less the group's mean. The expectation is that of `completionCredit` when, given the prompt, the
 * answer does not depend on the confidence stated before it. A completion that is not well-formed, that reasons or answers first
 * or that abstains gets its whole advantage on every token.
 *
 * @param reward the reward the environment pays, evaluated for the outcomes that did not happen.
 * @param decode the text of completion tokens, as `policy.decode`.
 */
export function segmentCredit({
  reward,
  decode,
}: {
  readonly reward: RewardFunction;
  readonly decode: (tokenIds: Int32Array) => string;
}): CreditAssignment {
  return (group) => {
    const { rollouts } = group;
    const expects = expectedReward(reward, group);
    const expected = centered(rollouts.map(({ result }) => expects(result.parsed)));
    const realized = centered(rollouts.map((rollout) => rollout.reward.total));
    return rollouts.map((rollout, i) => {
      const { length } = rollout.completion.tokenIds;
      const credit = new Float32Array(length).fill(realized[i] ?? 0);
      return credit.fill(expected[i] ?? 0, 0, statementTokens(rollout, decode));
    });
  };
}

/** How many tokens it takes to state the confidence; 0 when the answer has a say in it or comes first. */
export function statementTokens(
  { completion, result: { parsed } }: Rollout,
  decode: (tokenIds: Int32Array) => string,
): number {
  const { text, tokenIds } = completion;
  const closing = `</${RESPONSE_TAGS.confidence}>`;
  const end = text.indexOf(closing) + closing.length;
  const separable = parsed.wellFormed && !parsed.abstained && parsed.reasoning === null;
  if (!separable || end < closing.length || text.indexOf(`<${RESPONSE_TAGS.answer}>`) < end) return 0;
  let low = 1;
  let high = tokenIds.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (decode(tokenIds.subarray(0, middle)).length >= end) high = middle;
    else low = middle + 1;
  }
  return low;
}
