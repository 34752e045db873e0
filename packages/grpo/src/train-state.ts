import { type Curriculum, FIRST_PHASE } from '@echo/env';
import type { Prediction } from '@echo/metrics';
import { adapterParameters, type Policy } from '@echo/policy';
import { type AdamWState, initAdamW } from './adamw.js';
import { type FormatGuard, NO_COMPLETIONS } from './format-guard.js';
import type { AnswerOutcome } from './success-rates.js';

/**
 * The state of a training run: everything the next step depends on besides the options and the adapter.
 *
 * Random numbers follow from seed and step, so there is no generator to store. The adapter's values are the
 * policy's own.
 */
export interface TrainState {
  /** Steps made. */
  readonly step: number;
  readonly optimizer: AdamWState;
  readonly curriculum: Curriculum;
  /** The most recent predictions, oldest first, from which the curriculum's ECE is taken. */
  readonly recent: readonly Prediction[];
  /** How well the policy keeps the response format. */
  readonly format: FormatGuard;
  /** How answers of earlier steps turned out, oldest first, beside how likely they were. */
  readonly outcomes: readonly AnswerOutcome[];
}

/**
 * The state before the first step, with zero moments.
 *
 * The caller frees its optimizer, unless `train` is given it.
 */
export function initialTrainState(policy: Policy): TrainState {
  return {
    step: 0,
    optimizer: initAdamW(adapterParameters(policy.adapter)),
    curriculum: FIRST_PHASE,
    recent: [],
    format: NO_COMPLETIONS,
    outcomes: [],
  };
}
