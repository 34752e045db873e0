import { debiasedSquaredCalibrationError } from '../binned/debiased-calibration-error.js';
import { type BinningOptions, binTable, filled } from '../binning.js';
import { expectInside } from '../checks.js';
import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { quantile } from '../uncertainty/quantile.js';
import { type Random, randomFrom } from '../uncertainty/random.js';
import { standardNormal, varianceIn } from './bin-noise.js';

export interface BetterCalibratedOptions extends BinningOptions {
  /**
   * The confidence needed to call the predictions better; .95 unless given.
   *
   * Predictions no better calibrated than the baseline are then called better about 1 time in 20 at most.
   */
  readonly confidence?: number;
}

export interface BetterCalibratedTest {
  readonly n: number;
  /** The debiased squared calibration error of the predictions, and that of the baseline. */
  readonly error: number;
  readonly baselineError: number;
  /** The true difference is at most this, at the stated confidence. */
  readonly atMost: number;
  readonly isBetter: boolean;
}

const DRAWS = 2000;

/**
 * Test whether predictions are better calibrated than a baseline's.
 *
 * Debiased squared calibration errors are compared (`debiasedSquaredCalibrationError`): the bias of ECE grows
 * with the number of filled bins, so that one constant confidence would beat others that are calibrated as
 * well. The bound adds to the measured difference the larger tail of what chance adds to it, Σ n_b/n · (2
 * gap_b N_b + N_b² − s²_b) of either side, of 2,000 seeded draws of the normal N_b (`testCalibrationClaim`
 * has their variance). Sides count as independent, which is cautious where both answered the same tasks.
 * Throws `invalid-input` where a side has no predictions.
 *
 * @example
 * ```ts
 * import { testBetterCalibrated } from '@echo/metrics/matchers';
 *
 * const predictions = { n: 200, cells: [{ confidence: 0.8, n: 200, sum: 158, squares: 158 }] };
 * const baseline = { n: 200, cells: [{ confidence: 0.99, n: 200, sum: 158, squares: 158 }] };
 * testBetterCalibrated(predictions, baseline).isBetter; // → true
 * testBetterCalibrated(predictions, predictions).isBetter; // → false
 * ```
 */
export function testBetterCalibrated(
  of: PredictionInput,
  baseline: PredictionInput,
  { confidence = 0.95, ...binning }: BetterCalibratedOptions = {},
): BetterCalibratedTest {
  expectInside('confidence', confidence);
  const [side, other] = [sideOf(of, binning), sideOf(baseline, binning)];
  const random = randomFrom(0);
  const noise = Array.from({ length: DRAWS }, () => noiseOf(side, random) - noiseOf(other, random));
  noise.sort((a, b) => a - b);
  const margin = Math.max(quantile(noise, confidence), -quantile(noise, 1 - confidence));
  const atMost = side.error - other.error + margin;
  return { n: side.n, error: side.error, baselineError: other.error, atMost, isBetter: atMost < 0 };
}

interface Side {
  readonly n: number;
  readonly error: number;
  readonly bins: readonly { readonly weight: number; readonly gap: number; readonly variance: number }[];
}

function sideOf(of: PredictionInput, binning: BinningOptions): Side {
  const table = tableOf(of);
  const error = debiasedSquaredCalibrationError(table, binning);
  if (error === null)
    throw new MetricsError('Expected at least one prediction on either side of a comparison, got none.');
  const bins = filled(binTable(table, binning)).map((bin) => ({
    weight: bin.n / table.n,
    gap: (bin.confidence - bin.correct) / bin.n,
    variance: varianceIn(bin, table.n) / bin.n,
  }));
  return { n: table.n, error, bins };
}

function noiseOf({ bins }: Side, random: Random): number {
  return bins.reduce((sum, { weight, gap, variance }) => {
    const noise = Math.sqrt(variance) * standardNormal(random);
    return sum + weight * (noise * (2 * gap + noise) - variance);
  }, 0);
}
