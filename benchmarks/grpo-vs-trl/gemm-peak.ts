import * as tf from '@tensorflow/tfjs-core';

const SIZE = 2048;

/** Floating-point operations a second of the best of ten f32 products of square matrices, on the backend. */
export function gemmPeak(): number {
  const [a, b] = [tf.randomUniform([SIZE, SIZE]), tf.randomUniform([SIZE, SIZE])] as const;
  const seconds = Array.from({ length: 10 }, () => {
    const start = performance.now();
    tf.tidy(() => tf.slice(tf.matMul(a, b), [0, 0], [1, 1]).dataSync());
    return (performance.now() - start) / 1000;
  });
  tf.dispose([a, b]);
  return (2 * SIZE ** 3) / Math.min(...seconds);
}
