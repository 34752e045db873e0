import { expectedCalibrationError } from '../binned/calibration-error.js';
import { type BinningOptions, binTable } from '../binning.js';
import type { CountTable } from '../count-table.js';

/** The spread of calibration between groups; all null without a prediction. */
export interface GroupCalibration {
  /** ECE of each group; null of an empty one. */
  readonly ece: Readonly<Record<string, number | null>>;
  readonly maximum: number | null;
  /** Each group counting the same. */
  readonly mean: number | null;
  /** Each prediction counting the same. */
  readonly weighted: number | null;
  /**
   * Multicalibration error: the greatest n_gb/n · |accuracy − mean confidence| over groups g and bins b (the
   * α of Hébert-Johnson et al. 2018).
   */
  readonly multicalibration: number | null;
}

/**
 * The spread of calibration between groups, from the tables that `tabulateBy` makes.
 *
 * @example
 * ```ts
 * import { groupCalibration, tabulate } from '@echo/metrics';
 *
 * const math = tabulate({ confidence: [0.9, 0.9], correct: [1, 0] });
 * const logic = tabulate({ confidence: [0.5, 0.5], correct: [1, 0] });
 * groupCalibration({ math, logic });
 * // → { ece: { math: 0.4, logic: 0 }, maximum: 0.4, mean: 0.2, weighted: 0.2, multicalibration: 0.2 }
 * ```
 */
export function groupCalibration(
  groups: Readonly<Record<string, CountTable>>,
  options?: BinningOptions,
): GroupCalibration {
  const measured = Object.entries(groups).map(([name, table]) => ({
    name,
    n: table.n,
    ece: expectedCalibrationError(table, options),
    gap: Math.max(
      0,
      ...binTable(table, options).map(({ confidence, correct }) => Math.abs(confidence - correct)),
    ),
  }));
  const ece = Object.fromEntries(measured.map((group) => [group.name, group.ece]));
  const filled = measured.filter(({ n }) => n > 0);
  const n = filled.reduce((sum, group) => sum + group.n, 0);
  if (n === 0) return { ece, maximum: null, mean: null, weighted: null, multicalibration: null };
  return {
    ece,
    maximum: Math.max(...filled.map((group) => group.ece ?? 0)),
    mean: filled.reduce((sum, group) => sum + (group.ece ?? 0), 0) / filled.length,
    weighted: filled.reduce((sum, group) => sum + ((group.ece ?? 0) * group.n) / n, 0),
    multicalibration: Math.max(...filled.map(({ gap }) => gap)) / n,
  };
}
