import { normalTail } from '../special/normal.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** Of calibration, by cumulative differences; `p` is the chance of as large a statistic when calibrated. */
export interface CumulativeTest {
  /**
   * ECCE-R (Kuiper): max − min of D(p) = 1/n Σ (outcome − confidence) over the confidences up to p, D = 0
   * before them.
   */
  readonly range: number;
  /** ECCE-MAD (Kolmogorov–Smirnov): max |D|. */
  readonly maximum: number;
  /** √Σ p(1 − p) / n, the deviation of D at its end when calibrated; 0 if only 0 % and 100 % are stated. */
  readonly deviation: number;
  readonly rangeP: number | null;
  readonly maximumP: number | null;
}

/**
 * Estimated cumulative calibration errors, ECCE: Kuiper's range and the KS maximum of cumulative differences.
 *
 * Arrieta-Ibarra, Gujral, Tannen, Tygert & Xu (2022, JMLR 23:351), ties pooled, so that order does not
 * matter. When calibrated, D is a random walk that tends to Brownian motion; with graded outcomes its steps
 * are smaller and the test is conservative. Null of nothing.
 *
 * @example
 * ```ts
 * import { cumulativeTest } from '@echo/metrics/hypothesis-tests';
 *
 * const table = { n: 100, cells: [{ confidence: 0.9, n: 100, sum: 70, squares: 70 }] };
 * cumulativeTest(table);
 * // → { range: 0.2, maximum: 0.2, deviation: 0.03, rangeP: 1.05e-10, maximumP: 5.23e-11 }
 * ```
 */
export function cumulativeTest(of: PredictionInput): CumulativeTest | null {
  const { n, cells } = tableOf(of);
  if (n === 0) return null;
  let [at, low, high, variance] = [0, 0, 0, 0];
  for (const { confidence, n: count, sum } of cells) {
    at += (sum - count * confidence) / n;
    low = Math.min(low, at);
    high = Math.max(high, at);
    variance += count * confidence * (1 - confidence);
  }
  const deviation = Math.sqrt(variance) / n;
  const range = high - low;
  const maximum = Math.max(high, -low);
  return {
    range,
    maximum,
    deviation,
    rangeP: deviation === 0 ? null : rangeTail(range / deviation),
    maximumP: deviation === 0 ? null : maximumTail(maximum / deviation),
  };
}

/**
 * The chance that the range of Brownian motion on [0, 1] exceeds x (Feller 1951); each series where it
 * converges fast.
 */
export function rangeTail(x: number): number {
  if (x <= 0) return 1;
  if (x > 2.5)
    return Math.max(
      0,
      alternating((k) => 8 * k * normalTail(k * x)),
    );
  let below = 0;
  for (let k = 0; k < 20; k++) {
    const odd = ((2 * k + 1) * Math.PI) ** 2 / 2;
    below += (8 / x ** 2 + 4 / odd) * Math.exp(-odd / x ** 2);
  }
  return 1 - below;
}

/** The chance that |Brownian motion| on [0, 1] exceeds x somewhere (Erdős & Kac 1946). */
export function maximumTail(x: number): number {
  if (x <= 0) return 1;
  if (x > 1.25)
    return Math.max(
      0,
      alternating((k) => 4 * normalTail((2 * k - 1) * x)),
    );
  let below = 0;
  for (let k = 0; k < 20; k++) {
    const odd = 2 * k + 1;
    below += ((-1) ** k * 4 * Math.exp(-((odd * Math.PI) ** 2) / (8 * x ** 2))) / (odd * Math.PI);
  }
  return 1 - below;
}

function alternating(term: (k: number) => number): number {
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (-1) ** (k + 1) * term(k);
  return sum;
}
