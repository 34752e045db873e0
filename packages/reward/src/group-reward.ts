import type { GroupRewardFunction, RewardFunction } from './reward.js';

/**
 * The reward of a whole group by one reward of replies, each scored against its own or the others' success.
 *
 * `leave-one-out` gives each reply the share of correct answers among the others as its `target`. That has
 * far less variance, and the same expectation when, given the prompt, the stated confidence does not depend
 * on this answer being correct. With reasoning or the answer first it teaches P(correct | question), not
 * P(correct | answer). A group of one scores its own.
 *
 * @example
 * ```ts
 * import { parseResponse } from '@echo/parser';
 * import { groupReward, presets } from '@echo/reward';
 *
 * const parsed = parseResponse('<confidence>50</confidence><answer>Paris</answer>');
 * const of = (correct: boolean) => ({ parsed, grade: { grade: Number(correct), correct } });
 * const rewardGroup = groupReward(presets.rlcr, { target: 'leave-one-out' });
 * rewardGroup([of(true), of(false), of(false)]).map(({ total }) => total); // → [0.75, 0, 0]
 * ```
 */
export function groupReward(
  reward: RewardFunction,
  { target }: { target: 'own' | 'leave-one-out' },
): GroupRewardFunction {
  return (group) => {
    const correct = group.filter(({ grade }) => grade.correct).length;
    return group.map((input) => {
      if (target === 'own' || group.length === 1) return reward(input);
      return reward({ ...input, target: (correct - Number(input.grade.correct)) / (group.length - 1) });
    });
  };
}
