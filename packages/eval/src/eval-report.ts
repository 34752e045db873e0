import { type CalibrationReport, calibrationReport } from '@echo/metrics';
import { type Baselines, baselines } from './baselines.js';
import type { Trial } from './trial.js';

/** What trials say: the calibration report, and what only an evaluation knows. */
export interface EvalReport extends CalibrationReport {
  /** Share of well-formed replies. */
  readonly formatRate: number | null;
  readonly baselines: Baselines;
}

/** The report of an evaluation; nulls where nothing can be said of no trials. */
export function evalReport(trials: readonly Trial[]): EvalReport {
  return {
    ...calibrationReport(trials),
    formatRate: trials.length ? trials.filter(({ wellFormed }) => wellFormed).length / trials.length : null,
    baselines: baselines(trials),
  };
}
