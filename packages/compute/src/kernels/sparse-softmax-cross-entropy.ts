import { EchoError } from '@echo/core';
import type { NativeBackend } from '@echo/tfjs-native';
import * as tf from '@tensorflow/tfjs-core';

/** TensorFlow's name of the kernel. */
const KERNEL = 'SparseSoftmaxCrossEntropyWithLogits';

/** The loss of each row's label and its gradient, from one kernel. */
export interface SparseSoftmaxCrossEntropy {
  /** −log softmax(logits)[labels] in nats, [N]. */
  readonly loss: tf.Tensor1D;
  /** d loss / d logits = softmax(logits) − onehot(labels), [N, V]. */
  readonly backprop: tf.Tensor2D;
}

/**
 * Softmax cross-entropy of each row's label, [N, V] and [N] → [N], and its gradient, in one kernel.
 *
 * Native TensorFlow needs no one-hot matrix. Exact for logits of any size: the row's maximum is subtracted
 * first. `loss` is differentiable in tfjs; `backprop` is a constant to it.
 *
 * @throws EchoError `invalid-input` when there is not one label for each row, or a label is outside [0, V).
 *
 * @example
 * ```ts
 * import { sparseSoftmaxCrossEntropy } from '@echo/compute';
 * import { loadBackend } from '@echo/compute/node';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await loadBackend();
 * const { loss, backprop } = sparseSoftmaxCrossEntropy(tf.tensor2d([[0, 0, 0, 0]]), Int32Array.of(2));
 * loss.dataSync(); // → [1.386]
 * backprop.dataSync(); // → [0.25, 0.25, -0.75, 0.25]
 * ```
 */
export function sparseSoftmaxCrossEntropy(
  logits: tf.Tensor2D,
  labels: Int32Array,
): SparseSoftmaxCrossEntropy {
  const [rows, classes] = logits.shape;
  if (labels.length !== rows) {
    throw new EchoError(
      'invalid-input',
      `Expected \`labels\` to have one entry for each of ${rows} rows, got ${labels.length}.`,
    );
  }
  const wrong = labels.findIndex((label) => !(label >= 0 && label < classes));
  if (wrong >= 0) {
    throw new EchoError(
      'invalid-input',
      `Expected \`labels\` to be in [0, ${classes}), got ${labels[wrong]} at ${wrong}.`,
    );
  }
  return tf.tidy(() => {
    const inputs = { logits, labels: tf.tensor1d(labels, 'int32') };
    const [loss, backprop] = tf.engine().runKernel<[tf.Tensor1D, tf.Tensor2D]>(KERNEL, inputs);
    return { loss, backprop };
  });
}

/** The kernel in native TensorFlow, called through the binding. */
export const nativeSparseSoftmaxCrossEntropy: tf.KernelConfig = {
  kernelName: KERNEL,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs, backend }) => {
    const { logits, labels } = inputs as unknown as { logits: tf.TensorInfo; labels: tf.TensorInfo };
    return (backend as NativeBackend).executeMultipleOutputs(KERNEL, [], [logits, labels], 2);
  },
};

/** The kernel in plain tfjs operations. */
export function plainSparseSoftmaxCrossEntropy(backendName: string): tf.KernelConfig {
  return {
    kernelName: KERNEL,
    backendName,
    kernelFunc: ({ inputs }) => {
      const { logits, labels } = inputs as unknown as { logits: tf.Tensor2D; labels: tf.Tensor1D };
      return tf.tidy(() => {
        const shifted = tf.sub(logits, tf.max(logits, 1, true)); // [N, V]
        const exponentials = tf.exp(shifted);
        const normalizer = tf.sum(exponentials, 1, true); // [N, 1]
        const chosen = tf.cast(tf.oneHot(labels, logits.shape[1]), 'float32'); // [N, V]; wasm writes integers whatever is asked for
        const target = tf.sum(tf.mul(shifted, chosen), 1); // [N]
        const loss = tf.sub(tf.reshape(tf.log(normalizer), [-1]), target);
        return [loss, tf.sub(tf.div(exponentials, normalizer), chosen)];
      });
    },
  };
}

/** The gradient of the loss: dy times the `backprop` that the kernel has computed. */
export const sparseSoftmaxCrossEntropyGradient: tf.GradConfig = {
  kernelName: KERNEL,
  inputsToSave: ['labels'],
  outputsToSave: [false, true],
  gradFunc: (dy, saved) => {
    const dLoss = (Array.isArray(dy) ? dy[0] : dy) as tf.Tensor1D;
    const [labels, backprop] = saved as [tf.Tensor1D, tf.Tensor2D];
    return {
      logits: () => tf.mul(tf.reshape(dLoss, [-1, 1]), backprop),
      labels: () => tf.zerosLike(labels),
    };
  },
};
