import { EchoError, type Probability } from '@echo/core';
import type { RewardFunction } from '@echo/reward';
import * as tf from '@tensorflow/tfjs-core';
import { mean } from 'simple-statistics';
import { CONFIDENCE_LEVELS } from './confidence-trie.js';
import { expectedReward } from './expected-reward.js';
import type { ConfidenceTargets } from './own-verdict.js';
import type { Rollout, RolloutGroup } from './rollout.js';

/**
 * The exact confidence gradient: that of the stated confidence over all 101 integer percentages.
 *
 * It takes the place of the sampled gradient of the tokens that state the confidence.
 */
export interface ExactConfidence {
  /**
   * The objective: the expected reward (the policy gradient) unless given.
   *
   * The cross-entropy to q ∝ exp(reward / β), above 0, has the same optimum (reward augmented maximum
   * likelihood, arXiv 1609.00150). It reaches confidences that are hardly ever stated, and learns how a
   * target varies: where the target is not known for certain, the mean of the distribution is calibrated, not
   * its mode.
   */
  readonly objective?: 'expected-reward' | 'cross-entropy';
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
  /**
   * The floor ε of exploration: a confidence that pays above the distribution's mean is climbed as though it
   * were stated with at least this probability; 0, the plain gradient, unless given.
   *
   * The plain gradient of a confidence is proportional to its own probability, so that one whose first digit
   * is hardly ever stated is not learned, however well it would pay.
   */
  readonly explorationFloor?: Probability;
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
 * −λ · Σ w · Σ π(c) · A(c) with A(c) = R(c) − β · log π(c), where c runs through the integer percentages.
 * With a floor of exploration ε, π(c) · A(c) is joined by max(0, ε − π(c)) · max(0, A(c) − Σ π A) · log π(c),
 * whose factors before the logarithm are held constant: at the optimum it adds nothing.
 *
 * By cross-entropy it is −λ · Σ w · Σ q(c) · log π(c) with q ∝ exp(R / β).
 *
 * Throws `invalid-input` where β is 0 by cross-entropy.
 *
 * @param logProbs log π, as of `confidenceLogProbs`: [B, 101], one a row.
 */
export function confidenceLoss(
  logProbs: tf.Tensor2D,
  rows: readonly ConfidenceRow[],
  { objective, entropyCoefficient, weight, explorationFloor = 0 }: ExactConfidence,
): tf.Tensor {
  return tf.tidy(() => {
    const rewards = tf.tensor2d(Float32Array.from(rows.flatMap((row) => [...row.rewards])), [
      rows.length,
      CONFIDENCE_LEVELS,
    ]);
    const weights = tf.tensor2d(
      Float32Array.from(rows, (row) => row.weight),
      [rows.length, 1],
    );
    if (objective === 'cross-entropy') {
      if (!(entropyCoefficient > 0)) throw noOptimum(entropyCoefficient);
      const optimal = tf.softmax(tf.div(rewards, entropyCoefficient));
      return tf.mul(tf.sum(tf.mul(tf.mul(optimal, logProbs), weights)), -weight);
    }
    const gain = tf.sub(rewards, tf.mul(logProbs, entropyCoefficient));
    const chosen = tf.exp(logProbs);
    const mean = tf.sum(tf.mul(chosen, gain), 1, true);
    const expected = tf.sum(tf.mul(mean, weights));
    if (explorationFloor === 0) return tf.mul(expected, -weight);
    const lift = constant(tf.mul(tf.relu(tf.sub(explorationFloor, chosen)), tf.relu(tf.sub(gain, mean))));
    const lifted = tf.sum(tf.mul(tf.mul(lift, logProbs), weights));
    return tf.mul(tf.add(expected, lifted), -weight);
  });
}

const noOptimum = (given: number) =>
  new EchoError(
    'invalid-input',
    `Expected \`entropyCoefficient\` to be above 0 with the objective cross-entropy, as it is the width of the distribution that is aimed at, got ${given}.`,
  );

/** The values of a tensor, through which no gradient goes. */
const constant = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
}));

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
