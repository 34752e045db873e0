import type { GroupRewardFunction, RewardFunction } from './reward.js';
import { isCorrect } from './terms.js';

/**
 * Scores a group with one reward. `own`: each confidence against its own outcome. `leave-one-out`: against the share of the others that
 * are right, which has far less variance and the same expectation when, given the prompt, what is stated does not depend on this answer
 * being right; with reasoning or the answer first it teaches P(right | question), not P(right | answer). A group of one scores its own.
 */
export function groupReward(
  reward: RewardFunction,
  { target }: { target: 'own' | 'leave-one-out' },
): GroupRewardFunction {
  return (group) => {
    const right = group.filter(isCorrect).length;
    return group.map((input) => {
      if (target === 'own' || group.length === 1) return reward(input);
      return reward({ ...input, target: (right - Number(isCorrect(input))) / (group.length - 1) });
    });
  };
}
