import type { NativeBackend } from '@echo/tfjs-native';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorOps } from './tensor-ops.js';
import { tensorflowOps } from './tensorflow-ops.js';
import { tfjsOps } from './tfjs-ops.js';

const native = new WeakMap<object, TensorOps>();

/** The fastest tensor operations of the selected backend. */
export function tensorOps(): TensorOps {
  if (tf.getBackend() !== 'tensorflow') return tfjsOps;
  const backend = tf.backend() as NativeBackend;
  const known = native.get(backend) ?? tensorflowOps(backend);
  native.set(backend, known);
  return known;
}
