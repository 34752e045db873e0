import { type CalibrationReport, calibrationReport } from '@echo/metrics';
import { type Baselines, baselines } from './baselines.js';
import type { Trial } from './trial.js';

/** What trials say: the calibration report, and what only an evaluation knows. */
export interface EvalReport extends CalibrationReport {
  /** Share of well-formed replies. */
  readonly formatRate: number | null;
  /** Share of replies that decline to answer. */
  readonly abstentionRate: number | null;
  readonly baselines: Baselines;
}

/** The report of an evaluation; nulls where nothing can be said of no trials. */
export function evalReport(trials: readonly Trial[]): EvalReport {
  const share = (holds: (trial: Trial) => boolean) =>
    trials.length ? trials.filter(holds).length / trials.length : null;
  return {
    ...calibrationReport(trials),
    formatRate: share((trial) => trial.wellFormed),
    abstentionRate: share((trial) => trial.abstained),
    baselines: baselines(trials),
  };
}
