import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { answered, type Trial } from '@echo/eval';
import { accuracy, auroc, brierScore, expectedCalibrationError } from '@echo/metrics';

/** What the held-out tasks say of an adapter. */
export interface Calibration {
  readonly ece: number;
  readonly brier: number;
  /** The Brier score of the best constant: that of the share that is correct. */
  readonly constantBrier: number;
  readonly auroc: number | null;
  readonly accuracy: number;
  readonly tasks: number;
}

/** A measurement of a run after some steps, and the seconds of training before it. */
export interface Measurement extends Calibration {
  readonly step: number;
  readonly seconds: number;
}

/** The calibration of the trials of an evaluation. */
export function calibrationOf(trials: readonly Trial[]): Calibration {
  const given = answered(trials);
  const rate = accuracy(given) ?? 0;
  return {
    ece: expectedCalibrationError(given) ?? 1,
    brier: brierScore(given) ?? 1,
    constantBrier: rate * (1 - rate),
    auroc: auroc(given),
    accuracy: rate,
    tasks: given.length,
  };
}

/** Measurements in a row that must be calibrated, so that none is by chance. */
const IN_A_ROW = 3;
const MOST_ECE = 0.1;

/** Whether an adapter is calibrated: ECE ≤ .10, and no worse in Brier score than the best constant. */
export const isCalibrated = ({ ece, brier, constantBrier }: Calibration): boolean =>
  ece <= MOST_ECE && brier <= constantBrier;

/** The first of three calibrated measurements in a row, in their order; null of none. */
export function reached(measurements: readonly Measurement[]): Measurement | null {
  const at = measurements.findIndex((_, i) => {
    const row = measurements.slice(i, i + IN_A_ROW);
    return row.length === IN_A_ROW && row.every(isCalibrated);
  });
  return measurements[at] ?? null;
}

/**
 * Whether training should go on: it has not been calibrated three times in a row, and is within its seconds
 * or was calibrated when it left them.
 */
export function shouldGoOn(measurements: readonly Measurement[], mostSeconds: number): boolean {
  const last = measurements.at(-1);
  if (!last) return true;
  return !reached(measurements) && (last.seconds < mostSeconds || isCalibrated(last));
}

/** The measurements in a file, by step; none where there is no file. A last line cut short is none. */
export function readMeasurements(file: string): readonly Measurement[] {
  if (!existsSync(file)) return [];
  const bySteps = new Map<number, Measurement>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    try {
      const measurement = JSON.parse(line) as Measurement;
      bySteps.set(measurement.step, measurement);
    } catch {}
  }
  return [...bySteps.values()].sort((a, b) => a.step - b.step);
}

/** Adds a measurement to a file; it is on disk when this returns. */
export function keepMeasurement(file: string, measurement: Measurement): void {
  appendFileSync(file, `\n${JSON.stringify(measurement)}\n`, { flush: true });
}
