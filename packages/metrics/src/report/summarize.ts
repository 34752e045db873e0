import type { CalibrationReport } from './calibration-report.js';

/** One line of text. */
export function summarize({ n, accuracy, meanConfidence, ece, brier, auroc }: CalibrationReport): string {
  if (n === 0) return 'no predictions';
  const percent = (x: number | null) => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);
  const number = (x: number | null) => (x === null ? '–' : x.toFixed(3));
  const interval = ece.low === null ? '' : ` (${number(ece.low)}–${number(ece.high)})`;
  return `n ${n}, accuracy ${percent(accuracy)}, stated ${percent(meanConfidence)}, ECE ${number(ece.value)}${interval}, Brier ${number(brier)}, AUROC ${number(auroc)}`;
}
