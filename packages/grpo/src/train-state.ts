import type { Curriculum } from '@echo/env';
import type { AdamWState } from './adamw.js';

/** A confidence and whether its answer was right. */
export interface Outcome {
  readonly confidence: number;
  readonly correct: boolean;
}

/**
 * All that the next step depends on besides the options: random numbers follow from seed and step, so there is no generator to store.
 * The adapter's values are the policy's own.
 */
export interface TrainState {
  /** Steps made. */
  readonly step: number;
  readonly optimizer: AdamWState;
  readonly curriculum: Curriculum;
  /** The most recent outcomes, oldest first, from which the curriculum's ECE is taken. */
  readonly recent: readonly Outcome[];
}
