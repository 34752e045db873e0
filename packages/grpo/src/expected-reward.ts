import type { Grade } from '@echo/core';
import type { RewardFunction, RewardInput } from '@echo/reward';
import type { RolloutGroup } from './rollout.js';

const CORRECT: Grade = { grade: 1, correct: true };
const INCORRECT: Grade = { grade: 0, correct: false };

/**
 * The expected reward of a completion over the verdicts of its group: q · R(correct) + (1 − q) ·
 * R(incorrect).
 *
 * q is the share of the group that is correct. R is asked about fully correct and fully incorrect answers:
 * partial credit does not depend on the stated confidence, so it has no part in how that is trained.
 */
export function expectedReward(
  reward: RewardFunction,
  { rollouts }: RolloutGroup,
): (parsed: RewardInput['parsed']) => number {
  const q = rollouts.filter((rollout) => rollout.reward.correct).length / rollouts.length;
  return (parsed) =>
    q * reward({ parsed, grade: CORRECT }).total + (1 - q) * reward({ parsed, grade: INCORRECT }).total;
}
