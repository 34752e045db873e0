import { EchoError } from '@echo/core';
import { type AdamWOptions, type AdamWState, stepAdamW } from './adamw.js';
import { disposeGradients, type Gradients, gradientNorm, type Parameters } from './gradients.js';

/** The options of an update: those of AdamW, the learning rate and the clipping norm. */
export interface UpdateOptions extends AdamWOptions {
  readonly learningRate: number;
  /** Gradients whose joint norm exceeds this are scaled down to it. */
  readonly maxGradientNorm: number;
}

export interface Update {
  readonly optimizer: AdamWState;
  /** Global norm of the gradients before clipping. */
  readonly gradientNorm: number;
}

/**
 * Clips the gradients by their global norm, updates the parameters and frees the gradients.
 *
 * Throws `not-finite` before anything has moved.
 */
export function applyGradients(
  parameters: Parameters,
  gradients: Gradients,
  optimizer: AdamWState,
  options: UpdateOptions,
): Update {
  try {
    const norm = gradientNorm(gradients);
    assertFinite(norm, 'gradient');
    const gradientScale = norm > options.maxGradientNorm ? options.maxGradientNorm / norm : 1;
    return {
      optimizer: stepAdamW(parameters, gradients, optimizer, { ...options, gradientScale }),
      gradientNorm: norm,
    };
  } finally {
    disposeGradients(gradients);
  }
}

/** Throws `not-finite` when a loss or gradient norm is NaN or infinite. */
export function assertFinite(value: number, name: 'loss' | 'gradient'): void {
  if (Number.isFinite(value)) return;
  throw new EchoError(
    'not-finite',
    `The ${name} is ${value}, so this update was not made; start again with a lower learning rate.`,
  );
}
