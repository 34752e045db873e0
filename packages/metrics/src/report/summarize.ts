import type { CalibrationReport } from './calibration-report.js';

/**
 * The headline figures of a report as one line of text.
 *
 * @example
 * ```ts
 * import { calibrationReport, summarize } from '@echo/metrics';
 *
 * summarize(calibrationReport({ confidence: [0.9, 0.8], correct: [1, 0] }, { resamples: 0 }));
 * // → 'n 2, accuracy 50.0 %, stated 85.0 %, ECE 0.450, Brier 0.325, AUROC 1.000'
 * ```
 */
export function summarize({ n, accuracy, meanConfidence, ece, brier, auroc }: CalibrationReport): string {
  if (n === 0) return 'no predictions';
  const percent = (x: number | null) => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);
  const number = (x: number | null) => (x === null ? '–' : x.toFixed(3));
  const interval = ece.low === null ? '' : ` (${number(ece.low)}–${number(ece.high)})`;
  return `n ${n}, accuracy ${percent(accuracy)}, stated ${percent(meanConfidence)}, ECE ${number(ece.value)}${interval}, Brier ${number(brier)}, AUROC ${number(auroc)}`;
}
