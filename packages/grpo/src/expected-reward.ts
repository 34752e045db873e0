import type { Grade, Probability } from '@echo/core';
import type { RewardFunction, RewardInput } from '@echo/reward';

const CORRECT: Grade = { grade: 1, correct: true };
const INCORRECT: Grade = { grade: 0, correct: false };

/**
 * The expected reward of a completion whose chance of being correct is q: q · R(correct) + (1 − q) ·
 * R(incorrect).
 *
 * R is asked about fully correct and fully incorrect answers: partial credit does not depend on the stated
 * confidence, so it has no part in how that is trained.
 */
export function expectedReward(
  reward: RewardFunction,
  q: Probability,
): (parsed: RewardInput['parsed']) => number {
  return (parsed) =>
    q * reward({ parsed, grade: CORRECT }).total + (1 - q) * reward({ parsed, grade: INCORRECT }).total;
}
