import { EchoError, type Probability, type ReplyOrder } from '@echo/core';
import type { RolloutGroup } from './rollout.js';
import { groupSuccessRate, type SuccessRates } from './success-rates.js';

/**
 * The weight γ of a rollout's own verdict in the target of its confidence.
 *
 * Unless given it is ½ answer first (DCPO, arXiv 2603.09117) and 0 confidence first. 1 is RLCR's target, 0
 * the success rate alone.
 *
 * Confidence first it is 0 by meaning: a confidence that is stated before its answer cannot know how that
 * answer turns out. All confidences of a group then come from one distribution, whose mean target is the
 * success rate whatever γ is. Throws `invalid-input` for another γ there, and for a number outside [0, 1].
 */
export function ownVerdictWeight(order: ReplyOrder, given?: number | null): Probability {
  const gamma = given ?? (order === 'answer-first' ? 0.5 : 0);
  if (!(gamma >= 0 && gamma <= 1))
    throw new EchoError('invalid-input', `Expected \`ownVerdict\` to be a number from 0 to 1, got ${gamma}.`);
  if (order === 'confidence-first' && gamma > 0)
    throw new EchoError(
      'invalid-input',
      `Expected \`ownVerdict\` to be 0 where the confidence is stated before its answer, got ${gamma}; leave it out, or take the order answer-first.`,
    );
  return gamma;
}

/** The target of each rollout's confidence in a group, [G]. */
export type ConfidenceTargets = (group: RolloutGroup) => readonly Probability[];

/** The targets γ · own verdict + (1 − γ) · success rate, which is the group's unless given. */
export function confidenceTargets(
  gamma: Probability,
  successRates: SuccessRates = groupSuccessRate,
): ConfidenceTargets {
  return (group) => {
    const rates = successRates(group);
    return group.rollouts.map(
      ({ reward }, i) => gamma * Number(reward.correct) + (1 - gamma) * (rates[i] as number),
    );
  };
}
