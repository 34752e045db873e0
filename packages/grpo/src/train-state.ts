import { type Curriculum, FIRST_PHASE } from '@echo/env';
import { adapterParameters, type Policy } from '@echo/policy';
import { type AdamWState, initAdamW } from './adamw.js';

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

/** Before the first step: moments are zero. Whoever is given it frees its optimizer; `train` does. */
export function initialTrainState(policy: Policy): TrainState {
  return {
    step: 0,
    optimizer: initAdamW(adapterParameters(policy.adapter)),
    curriculum: FIRST_PHASE,
    recent: [],
  };
}
