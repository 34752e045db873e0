import { type BinningOptions, binTable } from './binning.js';
import { type Measurable, tableOf } from './table.js';
import { type Interval, wilsonInterval } from './wilson.js';

/** One bin of a reliability diagram; all but its edges and count null when it is empty. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly meanConfidence: number | null;
  readonly accuracy: number | null;
  /** Wilson's 95 % interval of the accuracy. */
  readonly interval: Interval | null;
}

/** What was stated against what was right, bin by bin, from 0 to 1. */
export function reliabilityCurve(of: Measurable, options?: BinningOptions): readonly ReliabilityBin[] {
  return binTable(tableOf(of), options).map(({ low, high, n, confidence, correct }) => ({
    low,
    high,
    count: n,
    meanConfidence: n === 0 ? null : confidence / n,
    accuracy: n === 0 ? null : correct / n,
    interval: n === 0 ? null : wilsonInterval(correct, n),
  }));
}
