import { type CalibrationReport, calibrationReport } from '@echo/metrics';
import { type Baselines, baselines } from './baselines.js';
import type { Trial } from './trial.js';

/** The report of an evaluation: the calibration report, the format rate and the baselines. */
export interface EvalReport extends CalibrationReport {
  /** Share of well-formed completions. */
  readonly formatRate: number | null;
  readonly baselines: Baselines;
}

/** Computes the report of an evaluation; its figures are null for no trials. */
export function evalReport(trials: readonly Trial[]): EvalReport {
  return {
    ...calibrationReport(trials),
    formatRate: trials.length ? trials.filter(({ wellFormed }) => wellFormed).length / trials.length : null,
    baselines: baselines(trials),
  };
}
