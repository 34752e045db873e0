import type { Probability } from '@echo/core';
import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { mean } from 'simple-statistics';
import { CONFIDENCE_LEVELS } from './confidence-trie.js';
import { expectedReward } from './expected-reward.js';
import type { ConfidenceTargets } from './own-verdict.js';
import type { Rollout, RolloutGroup } from './rollout.js';

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

/** A distribution of the confidence that is trained: after a prompt, or after the answer of a rollout. */
export interface ConfidenceRow {
  /** R, the expected reward of each integer percentage: [101]. */
  readonly rewards: Float32Array;
  /** w, its weight in the loss. */
  readonly weight: number;
}

/**
 * The loss of the stated confidence over some distributions: a scalar, exact but for the sampling noise in
 * the rewards' chance of being correct.
 *
 * −λ · Σ w · Σ π(c) · (R(c) − β · log π(c)), where c runs through the integer percentages.
 *
 * @param logProbs log π, as of `confidenceLogProbs`: [B, 101], one a row.
 */
export function confidenceLoss(
  logProbs: tf.Tensor2D,
  rows: readonly ConfidenceRow[],
  { entropyCoefficient, weight }: ExactConfidence,
): tf.Tensor {
  const rewards = Float32Array.from(rows.flatMap((row) => [...row.rewards]));
  return tf.tidy(() => {
    const gain = tf.sub(
      tf.tensor2d(rewards, [rows.length, CONFIDENCE_LEVELS]),
      tf.mul(logProbs, entropyCoefficient),
    );
    const perRow = tf.sum(tf.mul(tf.exp(logProbs), gain), 1);
    return tf.mul(tf.sum(tf.mul(perRow, tf.tensor1d(rows.map((row) => row.weight)))), -weight);
  });
}

/** What the confidences of a group are paid: the reward, at their targets. */
export interface ConfidencePay {
  readonly reward: RewardFunction;
  readonly targets: ConfidenceTargets;
}

/**
 * The expected reward of each integer percentage after a group's prompt: [101].
 *
 * The chance of being correct is the mean target of the group. Zeros when no completion of the group is
 * well-formed and answers.
 */
export function rewardsAfterPrompt({ reward, targets }: ConfidencePay, group: RolloutGroup): Float32Array {
  const formed = group.rollouts.find(({ result: { parsed } }) => parsed.wellFormed && !parsed.abstained);
  return formed
    ? rewardsOfLevels(reward, formed, mean([...targets(group)]))
    : new Float32Array(CONFIDENCE_LEVELS);
}

/**
 * The expected rewards of each integer percentage after the answer of each rollout of a group, [G][101].
 *
 * The chance of being correct is the rollout's target.
 */
export function rewardsAfterAnswers(
  { reward, targets }: ConfidencePay,
  group: RolloutGroup,
): readonly Float32Array[] {
  const chances = targets(group);
  return group.rollouts.map((rollout, i) => rewardsOfLevels(reward, rollout, chances[i] ?? 0));
}

function rewardsOfLevels(reward: RewardFunction, { result }: Rollout, q: Probability): Float32Array {
  const expects = expectedReward(reward, q);
  return new Float32Array(CONFIDENCE_LEVELS).map((_, percent) =>
    expects({ ...result.parsed, confidence: percent / 100 }),
  );
}
