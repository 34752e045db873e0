import { type BinningOptions, binTable } from './binning.js';
import { type Measurable, tableOf } from './table.js';

/** The gaps |accuracy − mean confidence| of the filled bins, each with its share of the predictions, positive when overconfident. */
function gaps(of: Measurable, options?: BinningOptions): readonly { gap: number; share: number }[] {
  const table = tableOf(of);
  return binTable(table, options).flatMap(({ n, confidence, correct }) =>
    n === 0 ? [] : [{ gap: (confidence - correct) / n, share: n / table.n }],
  );
}

const total = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);

/** Expected calibration error, Σ n_b/n · |accuracy − mean confidence| over equal-width bins (Naeini et al. 2015); null of nothing. */
export function expectedCalibrationError(of: Measurable, options?: BinningOptions): number | null {
  const filled = gaps(of, options);
  return filled.length ? total(filled.map(({ gap, share }) => share * Math.abs(gap))) : null;
}

/** The largest gap of a filled bin; null of nothing. */
export function maximumCalibrationError(of: Measurable, options?: BinningOptions): number | null {
  const filled = gaps(of, options);
  return filled.length ? Math.max(...filled.map(({ gap }) => Math.abs(gap))) : null;
}

/** OE: the part of ECE from bins whose confidence exceeds their accuracy. OE + UE = ECE, OE − UE = mean confidence − accuracy. */
export function overconfidenceError(of: Measurable, options?: BinningOptions): number | null {
  const filled = gaps(of, options);
  return filled.length ? total(filled.map(({ gap, share }) => share * Math.max(0, gap))) : null;
}

/** UE: the part of ECE from bins whose accuracy exceeds their confidence. */
export function underconfidenceError(of: Measurable, options?: BinningOptions): number | null {
  const filled = gaps(of, options);
  return filled.length ? total(filled.map(({ gap, share }) => share * Math.max(0, -gap))) : null;
}
