import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from './gradients.js';

/**
 * The options of AdamW: β₁, β₂, ε and decoupled weight decay (Loshchilov & Hutter, arXiv 1711.05101).
 *
 * Defaults as in PyTorch but for the decay, which is 0.
 */
export interface AdamWOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly weightDecay?: number;
}

/** First and second moments by parameter name, and the updates made. */
export interface AdamWState {
  readonly updates: number;
  readonly moments: ReadonlyMap<string, { readonly m: tf.Variable; readonly v: tf.Variable }>;
}

/** Moments of zero for each parameter, before the first update; `disposeAdamW` frees them. */
export function initAdamW(parameters: ReadonlyMap<string, tf.Variable>): AdamWState {
  const zeros = (p: tf.Variable) => tf.tidy(() => tf.variable(tf.zerosLike(p), false));
  return {
    updates: 0,
    moments: new Map([...parameters].map(([name, p]) => [name, { m: zeros(p), v: zeros(p) }])),
  };
}

/**
 * One AdamW update of `parameters` in place, with gradients multiplied by `gradientScale`; returns the state
 * after it.
 */
export function stepAdamW(
  parameters: ReadonlyMap<string, tf.Variable>,
  gradients: Gradients,
  state: AdamWState,
  options: AdamWOptions & { readonly learningRate: number; readonly gradientScale?: number },
): AdamWState {
  const {
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    weightDecay = 0,
    learningRate,
    gradientScale = 1,
  } = options;
  const updates = state.updates + 1;
  const stepSize = learningRate / (1 - beta1 ** updates);
  const rootCorrection = 1 / Math.sqrt(1 - beta2 ** updates);
  for (const [name, parameter] of parameters) {
    const gradient = gradients.get(name);
    const moment = state.moments.get(name);
    if (!gradient || !moment) continue;
    tf.tidy(() => {
      const g = gradientScale === 1 ? gradient : tf.mul(gradient, gradientScale);
      moment.m.assign(tf.add(tf.mul(moment.m, beta1), tf.mul(g, 1 - beta1)));
      moment.v.assign(tf.add(tf.mul(moment.v, beta2), tf.mul(tf.square(g), 1 - beta2)));
      const direction = tf.div(moment.m, tf.add(tf.mul(tf.sqrt(moment.v), rootCorrection), epsilon));
      const decayed = weightDecay === 0 ? parameter : tf.mul(parameter, 1 - learningRate * weightDecay);
      parameter.assign(tf.sub(decayed, tf.mul(direction, stepSize)));
    });
  }
  return { ...state, updates };
}

/** Frees the moments of a state. */
export function disposeAdamW(state: AdamWState): void {
  for (const { m, v } of state.moments.values()) tf.dispose([m, v]);
}
