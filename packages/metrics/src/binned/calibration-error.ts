import { type BinningOptions, binTable, filled } from '../binning.js';
import { type Measurable, tableOf } from '../table.js';

/** `l1`: mean gap. `l2`: root of the mean squared gap. `max`: the largest gap, MCE. */
export type Norm = 'l1' | 'l2' | 'max';

export interface CalibrationErrorOptions extends BinningOptions {
  /** `l1` unless given. */
  readonly norm?: Norm;
}

interface Gap {
  /** Mean confidence − accuracy: positive when overconfident. */
  readonly gap: number;
  /** Of the predictions. */
  readonly share: number;
  readonly meanConfidence: number;
}

function gaps(of: Measurable, options?: BinningOptions): readonly Gap[] {
  const table = tableOf(of);
  return filled(binTable(table, options)).map(({ n, confidence, correct }) => ({
    gap: (confidence - correct) / n,
    share: n / table.n,
    meanConfidence: confidence / n,
  }));
}

function weighted(bins: readonly Gap[], f: (bin: Gap) => number): number | null {
  return bins.length ? bins.reduce((sum, bin) => sum + bin.share * f(bin), 0) : null;
}

/**
 * Expected calibration error, Σ n_b/n · |accuracy − mean confidence| (Naeini et al. 2015), or another norm of those gaps. With one bin for
 * each `distinct` confidence it is the plug-in error of the confidences as stated. Biased upward: see `debiasedCalibrationError`. Null of
 * nothing.
 */
export function expectedCalibrationError(of: Measurable, options?: CalibrationErrorOptions): number | null {
  const bins = gaps(of, options);
  switch (options?.norm) {
    case 'max':
      return bins.length ? Math.max(...bins.map(({ gap }) => Math.abs(gap))) : null;
    case 'l2': {
      const squared = weighted(bins, ({ gap }) => gap * gap);
      return squared && Math.sqrt(squared);
    }
    default:
      return weighted(bins, ({ gap }) => Math.abs(gap));
  }
}

/** The largest gap of a filled bin; null of nothing. */
export function maximumCalibrationError(of: Measurable, options?: BinningOptions): number | null {
  return expectedCalibrationError(of, { ...options, norm: 'max' });
}

/** ACE: the mean gap of the filled bins, each counting the same (Nixon et al. 2019 take bins of equal mass); null of nothing. */
export function averageCalibrationError(of: Measurable, options?: BinningOptions): number | null {
  const bins = gaps(of, options);
  return bins.length ? bins.reduce((sum, { gap }) => sum + Math.abs(gap), 0) / bins.length : null;
}

/** OE: the part of ECE from bins whose confidence exceeds their accuracy. OE + UE = ECE, OE − UE = mean confidence − accuracy. */
export function overconfidenceError(of: Measurable, options?: BinningOptions): number | null {
  return weighted(gaps(of, options), ({ gap }) => Math.max(0, gap));
}

/** UE: the part of ECE from bins whose accuracy exceeds their confidence. */
export function underconfidenceError(of: Measurable, options?: BinningOptions): number | null {
  return weighted(gaps(of, options), ({ gap }) => Math.max(0, -gap));
}

/** OE as Thulasidasan et al. (2019) define it: each gap multiplied by the bin's mean confidence once more. */
export function weightedOverconfidenceError(of: Measurable, options?: BinningOptions): number | null {
  return weighted(gaps(of, options), ({ gap, meanConfidence }) => meanConfidence * Math.max(0, gap));
}
