import type { GroupRewardFunction, RewardFunction } from './reward.js';

/**
 * Scores a group with one reward, each confidence against its own verdict or the success rate of the others.
 *
 * `leave-one-out` gives each reply the share of correct answers among the others as its `target`. That has
 * far less variance, and the same expectation when, given the prompt, the stated confidence does not depend
 * on this answer being correct. With reasoning or the answer first it teaches P(correct | question), not
 * P(correct | answer). A group of one scores its own.
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
