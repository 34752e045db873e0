import * as tf from '@tensorflow/tfjs-core';

/** The constants of a loss. */
export interface LossOptions {
  /** ε: the probability ratio is not rewarded outside [1 − ε, 1 + ε]. */
  readonly clipRange: number;
  /** β: weight of the KL to the reference policy. */
  readonly klCoefficient: number;
}

/** The tensors a loss is computed from, all [B, T]. */
export interface LossInput {
  /** Log-probs under the policy being trained. */
  readonly logProbs: tf.Tensor;
  /** Log-probs under the policy that sampled. */
  readonly oldLogProbs: tf.Tensor;
  /** The advantage of the completion each token belongs to. */
  readonly advantages: tf.Tensor;
  /** The weight of each token; 0 in the padding after the end. See `tokenWeights`. */
  readonly weights: tf.Tensor;
  /**
   * KL to the reference policy at each token, estimated (`k3`) or exact, in nats; none where it has no
   * weight.
   */
  readonly kl?: tf.Tensor;
}

/**
 * The clipped surrogate loss of PPO (arXiv 1707.06347) with GRPO's KL penalty (arXiv 2402.03300), a scalar.
 *
 * Σ w·(−min(ρA, clip(ρ, 1 − ε, 1 + ε)A) + β·KL) with ρ = exp(logProb − oldLogProb).
 */
export function policyLoss(input: LossInput, { clipRange, klCoefficient }: LossOptions): tf.Tensor {
  const { logProbs, oldLogProbs, advantages, weights, kl } = input;
  return tf.tidy(() => {
    const ratio = tf.exp(tf.sub(logProbs, oldLogProbs));
    const clipped = tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange);
    const surrogate = tf.minimum(tf.mul(ratio, advantages), tf.mul(clipped, advantages));
    const loss = kl ? tf.sub(tf.mul(kl, klCoefficient), surrogate) : tf.neg(surrogate);
    return tf.sum(tf.mul(loss, weights));
  });
}

/**
 * The unit that counts the same in the loss of a step.
 *
 * `token`: every token (DAPO, arXiv 2503.14476). `sequence`: every completion (GRPO as published).
 */
export type Normalization = 'token' | 'sequence';

/**
 * The weight of each token of completions of these lengths, [B, T] flat, summing to 1 over `lengths`.
 *
 * @example
 * ```ts
 * import { tokenWeights } from '@echo/grpo';
 *
 * tokenWeights([2, 1], 2, 'token'); // → [0.3333, 0.3333, 0.3333, 0]
 * tokenWeights([2, 1], 2, 'sequence'); // → [0.25, 0.25, 0.5, 0]
 * ```
 */
export function tokenWeights(
  lengths: readonly number[],
  width: number,
  normalization: Normalization,
): Float32Array {
  const weights = new Float32Array(lengths.length * width);
  const tokens = lengths.reduce((sum, n) => sum + n, 0);
  lengths.forEach((length, row) => {
    const weight = normalization === 'token' ? 1 / tokens : 1 / (lengths.length * length);
    weights.fill(weight, row * width, row * width + length);
  });
  return weights;
}
