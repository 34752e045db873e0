import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { CONFIDENCE_LEVELS } from './confidence-trie.js';
import { expectedReward } from './expected-reward.js';
import type { RolloutGroup } from './rollout.js';

/**
 * The exact confidence gradient: the policy gradient of the stated confidence over all 101 integer
 * percentages.
 *
 * It takes the place of the sampled gradient of the tokens that state the confidence.
 */
export interface ExactConfidence {
  /**
   * The weight β of the entropy bonus, in reward per nat.
   *
   * Above 0 the optimal distribution after a question is ∝ exp(reward / β): its mode is still the best
   * confidence, but it stays wide enough to be told apart from that of another question.
   */
  readonly entropyCoefficient: number;
  /**
   * The weight λ of this loss beside the sampled loss of the other tokens.
   *
   * Above 1 because the exact gradient has far less variance, and one optimiser serves both.
   */
  readonly weight: number;
}

/** What the loss of the stated confidence is computed over. */
export interface ConfidenceLossInput {
  /** log π, as of `confidenceLogProbs`: [P, 101]. */
  readonly logProbs: tf.Tensor2D;
  readonly groups: readonly RolloutGroup[];
  /** w, one a group. */
  readonly groupWeights: readonly number[];
  /** The reward that is trained on, evaluated for every confidence and both verdicts. */
  readonly reward: RewardFunction;
}

/**
 * The loss of the stated confidence over the groups: a scalar, exact but for the sampling noise in q.
 *
 * −λ · Σ w · Σ π(c) · (q · R(c, correct) + (1 − q) · R(c, incorrect) − β · log π(c)), where q is the share of
 * a group that is correct and c runs through the integer percentages.
 */
export function confidenceLoss(
  { logProbs, groups, groupWeights, reward }: ConfidenceLossInput,
  { entropyCoefficient, weight }: ExactConfidence,
): tf.Tensor {
  const rewards = Float32Array.from(groups.flatMap((group) => [...expectedConfidenceRewards(reward, group)]));
  return tf.tidy(() => {
    const gain = tf.sub(
      tf.tensor2d(rewards, [groups.length, CONFIDENCE_LEVELS]),
      tf.mul(logProbs, entropyCoefficient),
    );
    const perGroup = tf.sum(tf.mul(tf.exp(logProbs), gain), 1);
    return tf.mul(tf.sum(tf.mul(perGroup, tf.tensor1d([...groupWeights]))), -weight);
  });
}

/**
 * The expected reward of each integer percentage, given the verdicts of a group: [101].
 *
 * Zeros when no completion of the group is well-formed and answers.
 */
export function expectedConfidenceRewards(reward: RewardFunction, group: RolloutGroup): Float32Array {
  const values = new Float32Array(CONFIDENCE_LEVELS);
  const formed = group.rollouts.find(({ result: { parsed } }) => parsed.wellFormed && !parsed.abstained);
  if (!formed) return values;
  const expects = expectedReward(reward, group);
  return values.map((_, percent) => expects({ ...formed.result.parsed, confidence: percent / 100 }));
}
