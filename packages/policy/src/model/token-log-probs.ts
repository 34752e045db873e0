import { sparseSoftmaxCrossEntropy } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';

/**
 * log softmax(logits / temperature) at the target of each row: [N, V] and [N] → [N]. Its gradient,
 * dy·(onehot − softmax) / temperature, comes from the same kernel as its value.
 */
export function tokenLogProbs(logits: tf.Tensor, targets: Int32Array, temperature = 1): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [z, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    const { loss, backprop } = sparseSoftmaxCrossEntropy(
      (temperature === 1 ? z : tf.div(z, temperature)) as tf.Tensor2D,
      targets,
    );
    save([backprop]);
    return {
      value: tf.neg(loss),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] as tf.Tensor, tf.reshape(tf.mul(dy, -1 / temperature), [-1, 1])),
    };
  });
  return op(logits);
}

/** So many logits exist at a time. */
export const LOGITS_AT_ONCE = 2 ** 24;

/**
 * `tokenLogProbs` of states·headᵀ, [N, C] and [V, C] → [N], differentiable in the states. Its gradient in a state,
 * dy·(head[target] − softmax·head) / temperature, is known with the value but for dy: so logits are made some rows at a time, and none is kept.
 */
export function headLogProbs(
  states: tf.Tensor,
  head: tf.Tensor,
  targets: Int32Array,
  temperature = 1,
): tf.Tensor {
  const [vocabulary] = head.shape as [number];
  const rows = Math.max(1, Math.floor(LOGITS_AT_ONCE / vocabulary));
  const wanted = tf.engine().state.gradientDepth > 0;
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    const parts = Array.from({ length: Math.ceil(targets.length / rows) }, (_, i) => {
      const some = targets.subarray(i * rows, (i + 1) * rows);
      return tf.tidy(() => {
        const cooled = tf.div(tf.slice(x, [i * rows, 0], [some.length, -1]), temperature);
        const logits = tf.matMul(cooled, head, false, true);
        const { loss, backprop } = sparseSoftmaxCrossEntropy(logits as tf.Tensor2D, some);
        return wanted ? [loss, tf.matMul(backprop, head)] : [loss];
      });
    });
    if (wanted) save([tf.concat(parts.map(([, slope]) => slope as tf.Tensor))]);
    return {
      value: tf.neg(tf.concat(parts.map(([loss]) => loss as tf.Tensor))),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] as tf.Tensor, tf.reshape(tf.mul(dy, -1 / temperature), [-1, 1])),
    };
  });
  return op(states);
}
