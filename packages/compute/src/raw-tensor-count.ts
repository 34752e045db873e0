import * as tf from '@tensorflow/tfjs-core';
import { tensorOps } from './ops/current-tensor-ops.js';

/**
 * The number of tensors on the current backend, those of `tensorOps` included.
 *
 * Views of the same data are counted once. Once everything a call returned is disposed, it is back at its
 * value before the call; else there is a leak.
 *
 * @example
 * ```ts
 * import { rawTensorCount } from '@echo/compute';
 * import { loadBackend } from '@echo/compute/node';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await loadBackend();
 * const before = rawTensorCount();
 * tf.square(3).dispose();
 * rawTensorCount() - before; // → 0
 * ```
 */
export function rawTensorCount(): number {
  return tf.backend().numDataIds() + tensorOps().numTensors();
}
