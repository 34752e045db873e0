import * as tf from '@tensorflow/tfjs-core';
import { currentCompute } from './compute/current-compute.js';

/**
 * How many tensors the current backend itself holds, views of the same data counted once, with those of its compute layer. It must be what it was when
 * everything a call returned has been disposed.
 */
export function rawTensorCount(): number {
  return tf.backend().numDataIds() + currentCompute().held();
}
