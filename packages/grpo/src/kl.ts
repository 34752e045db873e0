import * as tf from '@tensorflow/tfjs-core';

/**
 * Schulman's k3 estimator of KL(policy ‖ reference) at each sampled token, in nats.
 *
 * exp(d) − d − 1 with d = reference − policy: never negative, unbiased, of low variance, and differentiable
 * in the policy. Equal shapes in and out.
 *
 * @example
 * ```ts
 * import { loadBackend } from '@echo/compute/node';
 * import { k3 } from '@echo/grpo';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await loadBackend({ prefer: 'cpu' });
 * k3(tf.tensor1d([-1]), tf.tensor1d([-2])).dataSync(); // → [0.3679]
 * ```
 */
export function k3(logProbs: tf.Tensor, referenceLogProbs: tf.Tensor): tf.Tensor {
  const d = tf.sub(referenceLogProbs, logProbs);
  return tf.sub(tf.sub(tf.exp(d), d), 1);
}
