import * as tf from '@tensorflow/tfjs-core';
import { tensorOps } from './ops/current-tensor-ops.js';

/**
 * Number of tensors on the current backend, views of the same data counted once, those of `tensorOps`
 * included. Once everything a call returned is disposed, it is back at its value before the call; else there
 * is a leak.
 */
export function rawTensorCount(): number {
  return tf.backend().numDataIds() + tensorOps().numTensors();
}
