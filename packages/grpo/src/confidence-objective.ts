import type { Policy } from '@echo/policy';
import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { type ConfidenceSlot, confidenceLogProbs, STATEMENTS } from './confidence-slot.js';
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
 * −λ · Σ w · Σ π(c) · (q · R(c, right) + (1 − q) · R(c, wrong) − β · log π(c)) over the groups, a scalar: the loss of the
 * confidence with no sampling noise in it but that of q, the share of a group that is right. c runs through the whole per cents.
 *
 * @param groupWeights w, one a group.
 */
export function confidenceLoss(
  policy: Policy,
  { slot, reward, entropyCoefficient, weight }: ConfidenceObjective,
  groups: readonly RolloutGroup[],
  groupWeights: readonly number[],
  temperature: number,
): tf.Tensor {
  const prompts = groups.map((group) => group.promptIds);
  const shape: [number, number] = [groups.length, STATEMENTS];
  const worth = Float32Array.from(groups.flatMap((group) => [...statementRewards(reward, group)]));
  return tf.tidy(() => {
    const logProbs = confidenceLogProbs(policy, slot, prompts, temperature);
    const gain = tf.sub(tf.tensor2d(worth, shape), tf.mul(logProbs, entropyCoefficient));
    const perGroup = tf.sum(tf.mul(tf.exp(logProbs), gain), 1);
    return tf.mul(tf.sum(tf.mul(perGroup, tf.tensor1d([...groupWeights]))), -weight);
  });
}

/** What each whole per cent is expected to earn behind the question of a group; zeros when none of its completions keeps to the format. */
export function statementRewards(reward: RewardFunction, { rollouts }: RolloutGroup): Float32Array {
  const values = new Float32Array(STATEMENTS);
  const formed = rollouts.find(({ result: { parsed } }) => parsed.wellFormed && !parsed.abstained);
  if (!formed) return values;
  const right = rollouts.filter((rollout) => rollout.reward.correct).length / rollouts.length;
  return values.map((_, percent) => {
    const parsed = { ...formed.result.parsed, confidence: percent / 100 };
    const paid = (correctness: number): number => reward({ parsed, correctness }).total;
    return right * paid(1) + (1 - right) * paid(0);
  });
}
