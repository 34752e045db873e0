import type { CalibrationReport } from '../report/calibration-report.js';

/** A figure of a whole run, with its 95 % interval where there is one. */
export interface RunFigure {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The figures of a report that a table of a run should show; those that are undefined are left out. */
export function runFigures(report: CalibrationReport): readonly RunFigure[] {
  const { ece, meanConfidence, intervals } = report;
  const figures: readonly [name: string, value: number | null, interval: Bounds | null][] = [
    ['accuracy', report.accuracy, intervals.accuracy],
    ['mean confidence', meanConfidence, null],
    ['ECE', ece.value, ece],
    ['Brier score', report.brier, intervals.brier],
    ['AUROC', report.auroc, intervals.auroc],
  ];
  return figures.flatMap(([name, value, interval]) =>
    value === null ? [] : [{ name, value, low: interval?.low ?? null, high: interval?.high ?? null }],
  );
}

interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}
