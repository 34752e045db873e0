import { type BinningOptions, binTable, filled } from '../binning.js';
import { erf } from '../special/normal.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * The squared calibration error less its sampling bias.
 *
 * Σ n_b/n · [(mean confidence − accuracy)² − s²_b/n_b], with s²_b the sample variance of the bin's outcomes
 * (Bröcker 2012; Ferro & Fricker 2012; Kumar, Liang & Ma 2019, arXiv:1909.10155).
 *
 * Unbiased for the binned error, so negative now and then. Bins of a single prediction count 0. Null of
 * nothing.
 *
 * @example
 * ```ts
 * import { debiasedSquaredCalibrationError } from '@echo/metrics';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * debiasedSquaredCalibrationError(table); // → 0.0079
 * ```
 */
export function debiasedSquaredCalibrationError(
  of: PredictionInput,
  options?: BinningOptions,
): number | null {
  const table = tableOf(of);
  if (table.n === 0) return null;
  return filled(binTable(table, options)).reduce((sum, { n, confidence, correct, squares }) => {
    if (n < 2) return sum;
    const variance = (squares - (correct * correct) / n) / (n - 1);
    return sum + (n / table.n) * (((confidence - correct) / n) ** 2 - variance / n);
  }, 0);
}

/**
 * Calibration error without most of its upward bias.
 *
 * `l2`: the root of `debiasedSquaredCalibrationError`, 0 when that is negative. `l1`: twice ECE less what ECE
 * would be on average if the accuracies had their normal sampling error on top, E|N(m, s)| in closed form
 * (the estimator of Kumar, Liang & Ma without its simulation); it can be negative. `l2` unless given; null of
 * nothing.
 *
 * @example
 * ```ts
 * import { debiasedCalibrationError } from '@echo/metrics';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * debiasedCalibrationError(table); // → 0.0888
 * debiasedCalibrationError(table, { norm: 'l1' }); // → 0.0995
 * ```
 */
export function debiasedCalibrationError(
  of: PredictionInput,
  options: BinningOptions & { readonly norm?: 'l1' | 'l2' } = {},
): number | null {
  if (options.norm !== 'l1') {
    const squared = debiasedSquaredCalibrationError(of, options);
    return squared === null ? null : Math.sqrt(Math.max(0, squared));
  }
  const table = tableOf(of);
  if (table.n === 0) return null;
  return filled(binTable(table, options)).reduce((sum, { n, confidence, correct, squares }) => {
    const gap = (correct - confidence) / n;
    const error = Math.sqrt(Math.max(0, squares / n - (correct / n) ** 2) / n);
    return sum + (n / table.n) * (2 * Math.abs(gap) - meanMagnitude(gap, error));
  }, 0);
}

/** E|N(mean, deviation)|, the mean of a folded normal (Leone, Nelson & Nottingham 1961). */
function meanMagnitude(mean: number, deviation: number): number {
  if (deviation === 0) return Math.abs(mean);
  const z = mean / (deviation * Math.SQRT2);
  return deviation * Math.sqrt(2 / Math.PI) * Math.exp(-z * z) + mean * erf(z);
}
