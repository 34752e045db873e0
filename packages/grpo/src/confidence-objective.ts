import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { type ConfidenceSlot, STATEMENTS } from './confidence-slot.js';
import { expectedReward } from './expected-reward.js';
import type { RolloutGroup } from './rollout.js';

/** What the stated confidence is trained by when its expectation is computed instead of sampled. */
export interface ConfidenceObjective {
  readonly slot: ConfidenceSlot;
  /** What the environment pays, evaluated for statements that were not made and outcomes that did not happen. */
  readonly reward: RewardFunction;
  /**
   * β, the worth of a nat of entropy in units of reward. Above 0 the best distribution behind a question is ∝ exp(reward / β):
   * its mode is still the best statement, but it stays wide enough to be told apart from that of another question.
   */
  readonly entropyCoefficient: number;
  /**
   * What the exact gradient counts beside the sampled one of the other tokens; above 1 because it has so much less noise, and
   * a common optimiser moves by what is large.
   */
  readonly weight: number;
}

/**
 * The loss of the stated confidence over the groups: a scalar, exact but for the sampling noise in q.
 *
 * −λ · Σ w · Σ π(c) · (q · R(c, correct) + (1 − q) · R(c, incorrect) − β · log π(c)), where q is the share of
 * a group that is correct and c runs through the integer percentages.
 *
 * @param logProbs log π, as of `statementLogProbs`: [P, 101].
 * @param groupWeights w, one a group.
 */
export function confidenceLoss(
  logProbs: tf.Tensor2D,
  { reward, entropyCoefficient, weight }: Omit<ConfidenceObjective, 'slot'>,
  groups: readonly RolloutGroup[],
  groupWeights: readonly number[],
): tf.Tensor {
  const worth = Float32Array.from(groups.flatMap((group) => [...statementRewards(reward, group)]));
  return tf.tidy(() => {
    const gain = tf.sub(
      tf.tensor2d(worth, [groups.length, STATEMENTS]),
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
export function statementRewards(reward: RewardFunction, group: RolloutGroup): Float32Array {
  const values = new Float32Array(STATEMENTS);
  const formed = group.rollouts.find(({ result: { parsed } }) => parsed.wellFormed && !parsed.abstained);
  if (!formed) return values;
  const expects = expectedReward(reward, group);
  return values.map((_, percent) => expects({ ...formed.result.parsed, confidence: percent / 100 }));
}
