import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { type ConfidenceSlot, STATEMENTS } from './confidence-slot.js';
import { expectedReward } from './expected-reward.js';
import type { RolloutGroup } from './rollout.js';

/** What the stated confidence is trained by when all that can be stated is scored instead of what was sampled. */
export interface ConfidenceObjective {
  readonly slot: ConfidenceSlot;
  /** What the environment pays, evaluated for statements that were not made and outcomes that did not happen. */
  readonly reward: RewardFunction;
  readonly loss: ConfidenceLoss;
  /**
   * β, the worth of a nat of entropy in units of reward. Above 0 the best distribution behind a question is ∝ exp(reward / β):
   * its mode is still the best statement, but it stays wide enough to be told apart from that of another question.
   */
  readonly entropyCoefficient: number;
  /**
   * What this gradient counts beside the sampled one of the other tokens; above 1 because it has so much less noise, and
   * a common optimiser moves by what is large.
   */
  readonly weight: number;
}

/**
 * The loss of a distribution over the whole per cents, [P], from log π and the worth of each per cent, both [P, 101], and β. Whether a
 * group happened to be right is noise in the worth; a loss linear in it has the gradient of its expectation.
 */
export type ConfidenceLoss = (
  logProbs: tf.Tensor2D,
  worth: tf.Tensor2D,
  entropyCoefficient: number,
) => tf.Tensor;

/**
 * −Σ π(c) · (R(c) − β · log π(c)): policy gradient without sampling. What has little probability has little gradient, so a statement that
 * has become rare hardly comes back.
 */
export const expectedRewardLoss: ConfidenceLoss = (logProbs, worth, entropyCoefficient) =>
  tf.neg(tf.sum(tf.mul(tf.exp(logProbs), tf.sub(worth, tf.mul(logProbs, entropyCoefficient))), 1));

/**
 * The variance over c of R(c) − β · log π(c), halved and divided by β: least squares on log π with the same optimum as `expectedRewardLoss`,
 * π ∝ exp(E R / β), since what minimises a squared distance to noisy rewards fits their expectation. Every statement counts the same,
 * however rare. Regression on rewards: REBEL, arXiv 2404.16767; steps in the logits, not weighted by π: NeuRD, arXiv 1906.00190.
 * β must be above 0.
 */
export const rewardRegressionLoss: ConfidenceLoss = (logProbs, worth, entropyCoefficient) => {
  const residual = tf.sub(worth, tf.mul(logProbs, entropyCoefficient));
  return tf.div(tf.moments(residual, 1).variance, 2 * entropyCoefficient);
};

/**
 * λ · Σ w · loss over the groups, a scalar.
 *
 * @param logProbs log π, as of `statementLogProbs`: [P, 101].
 * @param groupWeights w, one a group.
 */
export function confidenceLoss(
  logProbs: tf.Tensor2D,
  { reward, loss, entropyCoefficient, weight }: Omit<ConfidenceObjective, 'slot'>,
  groups: readonly RolloutGroup[],
  groupWeights: readonly number[],
): tf.Tensor {
  const worth = Float32Array.from(groups.flatMap((group) => [...statementRewards(reward, group)]));
  return tf.tidy(() => {
    const perGroup = loss(logProbs, tf.tensor2d(worth, [groups.length, STATEMENTS]), entropyCoefficient);
    return tf.mul(tf.sum(tf.mul(perGroup, tf.tensor1d([...groupWeights]))), weight);
  });
}

/** What each whole per cent is expected to earn behind the question of a group; zeros when none of its completions keeps to the format. */
export function statementRewards(reward: RewardFunction, group: RolloutGroup): Float32Array {
  const values = new Float32Array(STATEMENTS);
  const formed = group.rollouts.find(({ result: { parsed } }) => parsed.wellFormed && !parsed.abstained);
  if (!formed) return values;
  const expects = expectedReward(reward, group);
  return values.map((_, percent) => expects({ ...formed.result.parsed, confidence: percent / 100 }));
}
