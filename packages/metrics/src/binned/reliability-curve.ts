import { type BinningOptions, binTable } from '../binning.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import {
  clopperPearsonInterval,
  type Interval,
  jeffreysInterval,
  wilsonInterval,
} from '../uncertainty/proportion-interval.js';

/** One bin of a reliability diagram; all but its edges and count null when it is empty. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly meanConfidence: number | null;
  readonly accuracy: number | null;
  /** Of the accuracy. */
  readonly interval: Interval | null;
}

const INTERVALS = {
  wilson: wilsonInterval,
  'clopper-pearson': clopperPearsonInterval,
  jeffreys: jeffreysInterval,
};

export interface ReliabilityOptions extends BinningOptions {
  /** Kind of the intervals; `wilson` unless given. */
  readonly interval?: keyof typeof INTERVALS;
  /** Of the intervals; .95 unless given. */
  readonly level?: number;
}

/**
 * The reliability curve: mean confidence and accuracy of each bin, from 0 to 1.
 *
 * Empty bins of equal width are listed, with nulls.
 *
 * @example
 * ```ts
 * import { reliabilityCurve } from '@echo/metrics';
 *
 * const bins = reliabilityCurve({ confidence: [0.9, 0.95, 0.3], correct: [1, 0, 0] });
 * bins[9]; // → { low: 0.9, high: 1, count: 2, meanConfidence: 0.925, accuracy: 0.5, … }
 * ```
 */
export function reliabilityCurve(
  of: PredictionInput,
  options: ReliabilityOptions = {},
): readonly ReliabilityBin[] {
  const intervalOf = INTERVALS[options.interval ?? 'wilson'];
  return binTable(tableOf(of), options).map(({ low, high, n, confidence, correct }) => ({
    low,
    high,
    count: n,
    meanConfidence: n === 0 ? null : confidence / n,
    accuracy: n === 0 ? null : correct / n,
    interval: n === 0 ? null : intervalOf(correct, n, options.level),
  }));
}
