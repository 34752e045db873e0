import type { CountCell, CountTable } from '../count-table.js';
import { coxCalibration } from '../hypothesis-tests/cox-calibration.js';
import { logit, sigmoid } from '../recalibration/log-odds.js';
import { isotonicAt } from '../scores/corp-decomposition.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { lowessAt } from './lowess.js';

/** Of |calibration curve − confidence| over the predictions. */
export interface CalibrationIndex {
  /** The mean: ICI. */
  readonly mean: number;
  /** E50, E90 and Emax; quantiles interpolate linearly (type 7). */
  readonly median: number;
  readonly ninetieth: number;
  readonly maximum: number;
}

/**
 * Integrated calibration index, ICI: how far a smooth curve of the outcomes lies from the confidences.
 *
 * The curve (Austin & Steyerberg 2019) is `isotonic` unless given, `lowess` (span ½), or `cox` (a logistic
 * line). Null of nothing, for `lowess` with fewer than two distinct confidences, for `cox` where that is
 * undefined. `lowess` throws `invalid-input` for more than 20,000 distinct confidences.
 *
 * @example
 * ```ts
 * import { integratedCalibrationIndex } from '@echo/metrics/smooth';
 *
 * integratedCalibrationIndex({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] });
 * // → { mean: 0.4, median: 0.3, ninetieth: 0.7, maximum: 0.8 }
 * ```
 */
export function integratedCalibrationIndex(
  of: PredictionInput,
  { curve = 'isotonic' }: { readonly curve?: keyof typeof CURVES } = {},
): CalibrationIndex | null {
  const table = tableOf(of);
  if (table.n === 0) return null;
  const fitted: ((cell: CountCell) => number) | null = CURVES[curve](table);
  if (!fitted) return null;
  const gaps = table.cells
    .map((cell) => ({ gap: Math.abs(fitted(cell) - cell.confidence), n: cell.n }))
    .sort((a, b) => a.gap - b.gap);
  return {
    mean: gaps.reduce((sum, { gap, n }) => sum + n * gap, 0) / table.n,
    median: quantileOf(gaps, 0.5 * (table.n - 1)),
    ninetieth: quantileOf(gaps, 0.9 * (table.n - 1)),
    maximum: quantileOf(gaps, table.n - 1),
  };
}

const CURVES = {
  isotonic: isotonicAt,
  lowess: lowessAt,
  cox(table: CountTable): ((cell: CountCell) => number) | null {
    const cox = coxCalibration(table);
    return cox && (({ confidence }) => sigmoid(cox.slope * logit(confidence) + cox.intercept));
  },
};

/** The value at a position counted from 0, between whole positions linearly. */
function quantileOf(
  sorted: readonly { readonly gap: number; readonly n: number }[],
  position: number,
): number {
  const at = (index: number) => {
    let before = 0;
    for (const { gap, n } of sorted) {
      before += n;
      if (index < before) return gap;
    }
    return sorted.at(-1)?.gap ?? 0;
  };
  const below = Math.floor(position);
  return at(below) + (position - below) * (at(below + 1) - at(below));
}
