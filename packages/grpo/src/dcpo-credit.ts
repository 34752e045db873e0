import { standardizedBy } from './advantages.js';
import { confidenceTokens } from './confidence-tokens.js';
import type { CreditAssignment } from './credit.js';
import type { Rollout } from './rollout.js';

/** The ε that the published code adds to a standard deviation. */
const EPSILON = 1e-6;
/** The weight of the confidence's score. */
const WEIGHT = 0.5;
/** The confidence of a completion that states none, as published. */
const NONE = -1;

/**
 * DCPO's credit (arXiv 2603.09117): two rewards, each standardised within the group, each for its tokens.
 *
 * The tokens that state the confidence get the advantage of −½ (t − c)², where t is γ · the own verdict +
 * (1 − γ) · the group's success rate, with γ ½ as published; all others get that of the verdict. The reward
 * that is trained on has no part in it. A completion whose confidence cannot be told apart gets the
 * advantage of its verdict on every token. Published for answers first. The released code (icip-cas/DCPO at
 * 8692242, `core_algos.py`) hands the two advantages to each other's tokens; this one follows the paper.
 */
export const dcpoCredit: CreditAssignment = (group, { tokenizer, order, targets: targetsOf }) => {
  const { rollouts } = group;
  const targets = targetsOf(group);
  const ofAnswer = standardizedBy(
    rollouts.map(({ reward }) => Number(reward.correct)),
    EPSILON,
  );
  const ofConfidence = standardizedBy(
    rollouts.map((rollout, i) => -WEIGHT * ((targets[i] ?? 0) - statedConfidence(rollout)) ** 2),
    EPSILON,
  );
  return rollouts.map((rollout, i) => {
    const credit = new Float32Array(rollout.completion.tokenIds.length).fill(ofAnswer[i] ?? 0);
    const stated = confidenceTokens(rollout, tokenizer, order);
    return stated ? credit.fill(ofConfidence[i] ?? 0, stated.start, stated.end) : credit;
  });
};

const statedConfidence = ({ result: { parsed } }: Rollout): number =>
  parsed.confidenceSource === 'default' ? NONE : parsed.confidence;
