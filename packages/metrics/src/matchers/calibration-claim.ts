import { type BinningOptions, binTable, filled } from '../binning.js';
import { expectInside } from '../checks.js';
import { MetricsError } from '../errors.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { quantile } from '../uncertainty/quantile.js';
import { randomFrom } from '../uncertainty/random.js';
import { standardNormal, varianceIn } from './bin-noise.js';

export interface CalibrationClaim extends BinningOptions {
  /** The claim: the expected calibration error is at most this. */
  readonly ece: number;
  /**
   * The confidence needed to contradict the claim; .95 unless given: a model that satisfies the claim fails
   * at most 1 time in 20.
   */
  readonly confidence?: number;
}

export interface ClaimTest {
  readonly n: number;
  /** The ECE as measured, which is biased upward. */
  readonly ece: number;
  /** The expected calibration error is at least this, at the stated confidence. */
  readonly atLeast: number;
  readonly isContradicted: boolean;
}

const DRAWS = 2000;

/**
 * A test whether predictions contradict that the expected calibration error is at most so much.
 *
 * By the triangle inequality the measured error exceeds the true one by no more than Σ |Nᵢ|, whatever the
 * true gaps are: Nᵢ is what chance adds to bin i, by the outcomes in it and by how many fall into it. The
 * measured error less a quantile of that sum, and less half an answer because counts are whole, is thus a
 * lower bound of the true one. Nᵢ is taken as normal, the outcomes having the greatest variance within
 * Wilson's interval of the bin's accuracy; the quantile is that of 2,000 seeded draws. Throws `invalid-input`
 * of no predictions, which support no claim.
 *
 * @example
 * ```ts
 * import { testCalibrationClaim } from '@echo/metrics/matchers';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 60, squares: 60 }] };
 * testCalibrationClaim(table, { ece: 0.05 });
 * // → { n: 100, ece: 0.2, atLeast: 0.0997, isContradicted: true }
 * ```
 */
export function testCalibrationClaim(
  of: PredictionInput,
  { ece: claimed, confidence = 0.95, ...binning }: CalibrationClaim,
): ClaimTest {
  if (!(claimed >= 0 && claimed < 1))
    throw new MetricsError(`Expected the claimed \`ece\` to lie in [0, 1), got ${claimed}.`);
  expectInside('confidence', confidence);
  const table = tableOf(of);
  if (table.n === 0)
    throw new MetricsError('Expected at least one prediction to test a claim of calibration, got none.');
  const bins = filled(binTable(table, binning));
  const ece = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.correct), 0) / table.n;
  const deviations = bins.map((bin) => Math.sqrt(bin.n * varianceIn(bin, table.n)) / table.n);
  const atLeast = Math.max(0, ece - noiseQuantile(deviations, confidence) - 0.5 / table.n);
  return { n: table.n, ece, atLeast, isContradicted: atLeast > claimed };
}

/** The quantile of Σ σᵢ |Zᵢ|, Z standard normal. */
function noiseQuantile(deviations: readonly number[], level: number): number {
  const random = randomFrom(0);
  const sums = Array.from({ length: DRAWS }, () =>
    deviations.reduce((sum, deviation) => sum + deviation * Math.abs(standardNormal(random)), 0),
  );
  return quantile(
    sums.sort((a, b) => a - b),
    level,
  );
}
