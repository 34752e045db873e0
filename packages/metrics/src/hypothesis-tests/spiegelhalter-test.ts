import { twoSidedP } from '../special/normal.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** A statistic that is standard normal when calibrated, and the chance of as extreme a one. */
export interface ZTest {
  readonly z: number;
  readonly p: number;
}

/**
 * Spiegelhalter's (1986) test of calibration.
 *
 * Z = Σ (y − p)(1 − 2p) / √Σ (1 − 2p)² p(1 − p), asymptotically normal; conservative of graded outcomes. Null
 * where only 0 %, 50 % and 100 % are stated, which say nothing here, and of nothing.
 *
 * @example
 * ```ts
 * import { spiegelhalterTest } from '@echo/metrics/hypothesis-tests';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * spiegelhalterTest(table); // → { z: 2.5, p: 0.0124 }
 * ```
 */
export function spiegelhalterTest(of: PredictionInput): ZTest | null {
  let numerator = 0;
  let variance = 0;
  for (const { confidence: p, n, sum } of tableOf(of).cells) {
    numerator += (sum - n * p) * (1 - 2 * p);
    variance += n * (1 - 2 * p) ** 2 * p * (1 - p);
  }
  if (variance === 0) return null;
  const z = numerator / Math.sqrt(variance);
  return { z, p: twoSidedP(z) };
}
