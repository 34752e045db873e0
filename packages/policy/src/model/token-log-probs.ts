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
