import * as tf from '@tensorflow/tfjs-core';
import type { NativeBackend } from '../native/native-backend.js';
import type { Compute } from './compute.js';
import { tensorflowCompute } from './tensorflow-compute.js';
import { tfjsCompute } from './tfjs-compute.js';

const native = new WeakMap<object, Compute>();

/** The fastest compute layer of the selected backend. */
export function currentCompute(): Compute {
  if (tf.getBackend() !== 'tensorflow') return tfjsCompute;
  const backend = tf.backend() as NativeBackend;
  const known = native.get(backend) ?? tensorflowCompute(backend);
  native.set(backend, known);
  return known;
}
