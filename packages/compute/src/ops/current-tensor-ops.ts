import * as tf from '@tensorflow/tfjs-core';
import type { TensorOps } from './tensor-ops.js';
import { tfjsOps } from './tfjs-ops.js';

/** Operations made for one backend, faster there than those of tfjs. */
const provided = new WeakMap<object, TensorOps>();

/**
 * The fastest tensor operations of the selected backend.
 *
 * @example
 * ```ts
 * import { tensorOps } from '@echo/compute';
 * import { loadBackend } from '@echo/compute/node';
 *
 * await loadBackend();
 * const ops = tensorOps();
 * const vector = (...values: number[]) => ops.floats(Float32Array.from(values), [values.length]);
 * ops.scope(() => ops.read(ops.add(vector(1, 2), vector(3, 4)))); // → [4, 6]
 * ```
 */
export function tensorOps(): TensorOps {
  const backend = tf.findBackend(tf.getBackend());
  return (backend && provided.get(backend)) ?? tfjsOps;
}

/** Makes `tensorOps` return operations of its own for a backend, unless it has some. */
export function provideTensorOps(backend: tf.KernelBackend, make: () => TensorOps): void {
  if (!provided.has(backend)) provided.set(backend, make());
}
