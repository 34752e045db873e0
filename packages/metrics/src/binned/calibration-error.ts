import { type Bin, type BinningOptions, binTable, filled } from '../binning.js';
import { expectOneOf } from '../checks.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** `l1`: mean gap. `l2`: root of the mean squared gap. `max`: the largest gap, MCE. */
export type Norm = 'l1' | 'l2' | 'max';

export interface CalibrationErrorOptions extends BinningOptions {
  /** `l1` unless given. */
  readonly norm?: Norm;
}

/** Σ f(bin) / n over filled bins; null of nothing. */
function meanOverBins(
  of: PredictionInput,
  options: BinningOptions | undefined,
  f: (bin: Bin) => number,
): number | null {
  const table = tableOf(of);
  let total = 0;
  for (const bin of binTable(table, options)) if (bin.n > 0) total += f(bin);
  return table.n === 0 ? null : total / table.n;
}

/** n_b times the bin's mean confidence less its accuracy: positive when overconfident. */
const excess = ({ confidence, correct }: Bin): number => confidence - correct;

/** |accuracy − mean confidence| of the filled bins. */
function gaps(of: PredictionInput, options?: BinningOptions): readonly number[] {
  return filled(binTable(tableOf(of), options)).map((bin) => Math.abs(excess(bin)) / bin.n);
}

/**
 * Expected calibration error, ECE: Σ n_b/n · |accuracy − mean confidence| over bins (Naeini et al. 2015).
 *
 * Other norms of those gaps are options. With one bin for each `distinct` confidence it is the plug-in error
 * of the confidences as stated. Biased upward: see `debiasedCalibrationError`. Null of nothing.
 *
 * @example
 * ```ts
 * import { expectedCalibrationError } from '@echo/metrics';
 *
 * const predictions = { confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] };
 * expectedCalibrationError(predictions); // → 0.4
 * expectedCalibrationError(predictions, { bins: 15, scheme: 'equal-mass', norm: 'max' }); // → 0.8
 * ```
 */
export function expectedCalibrationError(
  of: PredictionInput,
  options?: CalibrationErrorOptions,
): number | null {
  expectOneOf('norm', options?.norm ?? 'l1', ['l1', 'l2', 'max']);
  switch (options?.norm) {
    case 'max': {
      const all = gaps(of, options);
      return all.length ? Math.max(...all) : null;
    }
    case 'l2': {
      const squared = meanOverBins(of, options, (bin) => excess(bin) ** 2 / bin.n);
      return squared && Math.sqrt(squared);
    }
    default:
      return meanOverBins(of, options, (bin) => Math.abs(excess(bin)));
  }
}

/** Maximum calibration error, MCE: the largest gap of a filled bin; null of nothing. */
export function maximumCalibrationError(of: PredictionInput, options?: BinningOptions): number | null {
  return expectedCalibrationError(of, { ...options, norm: 'max' });
}

/**
 * Average calibration error, ACE: the mean gap of the filled bins, each counting the same; null of nothing.
 *
 * Nixon et al. (2019) take bins of equal mass.
 */
export function averageCalibrationError(of: PredictionInput, options?: BinningOptions): number | null {
  const all = gaps(of, options);
  return all.length ? all.reduce((sum, gap) => sum + gap, 0) / all.length : null;
}

/**
 * OE: the part of ECE from bins whose confidence exceeds their accuracy.
 *
 * OE + UE = ECE, OE − UE = mean confidence − accuracy. Null of nothing.
 *
 * @example
 * ```ts
 * import { overconfidenceError, underconfidenceError } from '@echo/metrics';
 *
 * const predictions = { confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] };
 * overconfidenceError(predictions); // → 0.367
 * underconfidenceError(predictions); // → 0.033
 * ```
 */
export function overconfidenceError(of: PredictionInput, options?: BinningOptions): number | null {
  return meanOverBins(of, options, (bin) => Math.max(0, excess(bin)));
}

/** UE: the part of ECE from bins whose accuracy exceeds their confidence; null of nothing. */
export function underconfidenceError(of: PredictionInput, options?: BinningOptions): number | null {
  return meanOverBins(of, options, (bin) => Math.max(0, -excess(bin)));
}

/**
 * OE as Thulasidasan et al. (2019) define it: each gap multiplied by the bin's mean confidence once more.
 *
 * Null of nothing.
 */
export function weightedOverconfidenceError(of: PredictionInput, options?: BinningOptions): number | null {
  return meanOverBins(of, options, (bin) => (bin.confidence / bin.n) * Math.max(0, excess(bin)));
}
