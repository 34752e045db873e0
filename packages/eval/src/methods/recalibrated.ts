import { applyRecalibration, fitBest, type Recalibration } from '@echo/metrics/recalibration';
import { FOLDS } from '../baselines/cross-validated-recalibration.js';
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

/**
 * Trials with cross-fitted confidences: each fifth goes through the map that `fitRecalibration` fits on the
 * others.
 *
 * For want of other tasks to fit on. Throws `invalid-input` where four fifths are fewer than five answered
 * trials.
 */
export function crossFittedTrials(trials: readonly Trial[]): readonly Trial[] {
  const maps = Array.from({ length: FOLDS }, (_, fold) =>
    fitRecalibration(trials.filter((_, i) => i % FOLDS !== fold)),
  );
  return trials.map((trial, i) => recalibrateTrial(trial, maps[i % FOLDS] as Recalibration));
}

function recalibrateTrial({ readings: _, ...trial }: Trial, map: Recalibration): Trial {
  return trial.error
    ? trial
    : { ...trial, confidence: Math.min(1, Math.max(0, applyRecalibration(map, trial.confidence))) };
}
