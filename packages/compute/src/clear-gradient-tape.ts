import * as tf from '@tensorflow/tfjs-core';

/**
 * Frees the tensors on tfjs's gradient tape after a gradient function has thrown; tfjs itself never frees
 * them.
 */
export function clearGradientTape(): void {
  const { state } = tf.engine();
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
  Object.assign(state, { activeTape: null });
}
