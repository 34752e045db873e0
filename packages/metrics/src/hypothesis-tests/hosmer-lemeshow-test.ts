import { type BinningOptions, binTable, filled } from '../binning.js';
import { chiSquareTail } from '../special/incomplete-gamma.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** A statistic that is χ² of so many degrees of freedom when calibrated, and the chance of as large a one. */
export interface ChiSquareTest {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

const CLIP = 1e-7;

export interface HosmerLemeshowOptions extends BinningOptions {
  /** The confidences were fitted to these very outcomes: two degrees of freedom fewer. False unless given. */
  readonly fitted?: boolean;
}

/**
 * Hosmer & Lemeshow's (1980) χ² test of calibration over bins.
 *
 * Σ n_b (accuracy − mean confidence)² / (mean confidence · (1 − mean confidence)) over filled bins, both
 * clipped to [1e-7, 1 − 1e-7]. Degrees of freedom: as many as filled bins, two fewer with `fitted`. Null
 * where none are left, and of nothing.
 *
 * @example
 * ```ts
 * import { hosmerLemeshowTest } from '@echo/metrics/hypothesis-tests';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * hosmerLemeshowTest(table); // → { statistic: 6.25, degrees: 1, p: 0.0124 }
 * ```
 */
export function hosmerLemeshowTest(
  of: PredictionInput,
  options: HosmerLemeshowOptions = {},
): ChiSquareTest | null {
  const bins = filled(binTable(tableOf(of), options));
  const degrees = bins.length - (options.fitted ? 2 : 0);
  if (degrees < 1) return null;
  const statistic = bins.reduce((sum, { n, confidence, correct }) => {
    const expected = clip(confidence / n);
    return sum + (n * (clip(correct / n) - expected) ** 2) / (expected * (1 - expected));
  }, 0);
  return { statistic, degrees, p: chiSquareTail(statistic, degrees) };
}

function clip(share: number): number {
  return Math.min(1 - CLIP, Math.max(CLIP, share));
}
