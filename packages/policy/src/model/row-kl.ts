import * as tf from '@tensorflow/tfjs-core';

/**
 * KL(p ‖ q) of each row with p = softmax(logits / temperature) and q that of `reference()`, both [N, V]: [N], in nats, differentiable in
 * `logits` alone. With respect to logits / temperature its gradient is p·(log p − log q − KL).
 */
export function rowKl(logits: tf.Tensor, reference: () => tf.Tensor, temperature = 1): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [z, save] = args as [tf.Tensor, (saved: tf.Tensor[]) => void];
    const logP = tf.logSoftmax(tf.div(z, temperature));
    const gap = tf.sub(logP, tf.logSoftmax(tf.div(reference(), temperature)));
    const p = tf.exp(logP);
    const kl = tf.sum(tf.mul(p, gap), 1);
    save([tf.mul(p, tf.sub(gap, tf.expandDims(kl, 1)))]);
    return {
      value: kl,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] as tf.Tensor, tf.reshape(tf.div(dy, temperature), [-1, 1])),
    };
  });
  return op(logits);
}
