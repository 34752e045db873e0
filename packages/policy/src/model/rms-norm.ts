import * as tf from '@tensorflow/tfjs-core';

/**
 * Root-mean-square norm over the last axis, x / √(mean(x²) + ε) · gain (Zhang & Sennrich 2019), rows [N, C].
 * With h = x·r and r = 1/√(mean(x²) + ε): dx = r·(dy·g − h·mean(dy·g·h)), dg = Σ dy·h.
 */
export function rmsNorm(x: tf.Tensor, gain: tf.Tensor, epsilon: number): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [rows, weight, save] = args as [tf.Tensor, tf.Tensor, (saved: tf.Tensor[]) => void];
    const r = tf.rsqrt(tf.add(tf.mean(tf.square(rows), -1, true), epsilon));
    const h = tf.mul(rows, r);
    save([h, r, weight]);
    return {
      value: tf.mul(h, weight),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [hidden, scale, g] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        const dh = tf.mul(dy, g);
        const dx = tf.mul(scale, tf.sub(dh, tf.mul(hidden, tf.mean(tf.mul(dh, hidden), -1, true))));
        return [dx, tf.sum(tf.mul(dy, hidden), 0)];
      },
    };
  });
  return op(x, gain);
}
