import * as tf from '@tensorflow/tfjs-core';

/** `tf.tidy` for results of any type: frees every tensor made inside except those in the result. */
export function tidy<T>(compute: () => T): T {
  return tf.tidy(compute as () => tf.TensorContainer) as T;
}
