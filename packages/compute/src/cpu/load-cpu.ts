import * as tf from '@tensorflow/tfjs-core';

/** Registers and selects the plain JavaScript backend, without the advertisement it prints on first use. */
export async function loadCpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  Object.assign(tf.backend(), { firstUse: false });
}
