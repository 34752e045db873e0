import { applyRecalibration, fitBest, type Recalibration } from '@echo/metrics/recalibration';
import { answered, type Trial } from '../trial.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** A method whose confidences go through a fitted recalibration. */
export function recalibrated(method: ElicitationMethod, map: Recalibration): ElicitationMethod {
  return {
    name: `${method.name}+${map.kind}`,
    elicit: async (completer, task, options) =>
      recalibrateTrial(await method.elicit(completer, task, options), map),
  };
}

/** Trials with recalibrated confidences; fit the map on others. */
export function recalibrateTrials(trials: readonly Trial[], map: Recalibration): readonly Trial[] {
  return trials.map((trial) => recalibrateTrial(trial, map));
}

/**
 * The recalibration of the kind with the lowest cross-validated Brier score, fitted on answered trials.
 *
 * The identity where no kind certainly beats it. Throws `invalid-input` of fewer than five trials.
 */
export function fitRecalibration(trials: readonly Trial[]): Recalibration {
  return fitBest(answered(trials)).map;
}

function recalibrateTrial({ readings: _, ...trial }: Trial, map: Recalibration): Trial {
  return trial.error
    ? trial
    : { ...trial, confidence: Math.min(1, Math.max(0, applyRecalibration(map, trial.confidence))) };
}
