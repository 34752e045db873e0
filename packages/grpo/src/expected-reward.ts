import type { RewardFunction, RewardInput } from '@echo/reward';
import type { RolloutGroup } from './rollout.js';

/** What a reply is expected to earn over the outcomes of its group: q · R(right) + (1 − q) · R(wrong), q the share that is right. */
export function expectedReward(
  reward: RewardFunction,
  { rollouts }: RolloutGroup,
): (parsed: RewardInput['parsed']) => number {
  const right = rollouts.filter((rollout) => rollout.reward.correct).length / rollouts.length;
  return (parsed) =>
    right * reward({ parsed, correctness: 1 }).total + (1 - right) * reward({ parsed, correctness: 0 }).total;
}
