import * as tf from '@tensorflow/tfjs-core';

/** Frees what tfjs recorded for a gradient that ended in a throw: it keeps those tensors for good. */
export function forgetTape(): void {
  const { state } = tf.engine();
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
  Object.assign(state, { activeTape: null });
}
