import * as tf from '@tensorflow/tfjs-core';

/** `tf.tidy` for results of any plain shape: every tensor made inside is freed but those in the result. */
export function tidy<T>(compute: () => T): T {
  return tf.tidy(compute as () => tf.TensorContainer) as T;
}
