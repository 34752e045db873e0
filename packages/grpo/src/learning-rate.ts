/** The decay of the learning rate after warm-up: constant, linear to 0, or half a cosine to 0. */
export type Decay = 'constant' | 'linear' | 'cosine';

export interface LearningRateSchedule {
  /** The rate after warm-up. */
  readonly peak: number;
  /** Steps over which the rate rises linearly from 0. */
  readonly warmupSteps: number;
  readonly decay: Decay;
  /** The last step; the one after it would have a rate of 0. */
  readonly totalSteps: number;
}

/**
 * The learning rate of a step, counted from 1: a linear rise, then decay.
 *
 * @example
 * ```ts
 * import { learningRate } from '@echo/grpo';
 *
 * learningRate({ peak: 1e-4, warmupSteps: 10, decay: 'linear', totalSteps: 100 }, 5); // → 0.00005
 * ```
 */
export function learningRate(
  { peak, warmupSteps, decay, totalSteps }: LearningRateSchedule,
  step: number,
): number {
  if (step <= warmupSteps) return (peak * step) / warmupSteps;
  if (decay === 'constant') return peak;
  const progress = Math.min(1, (step - warmupSteps - 1) / Math.max(1, totalSteps - warmupSteps));
  return peak * (decay === 'linear' ? 1 - progress : 0.5 * (1 + Math.cos(Math.PI * progress)));
}
