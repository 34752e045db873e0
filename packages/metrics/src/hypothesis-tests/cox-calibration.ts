import { type LogitCell, logitCells, separation, sigmoid } from '../recalibration/log-odds.js';
import { fitLogistic, lossAt } from '../recalibration/logistic-fit.js';
import { chiSquareTail } from '../special/incomplete-gamma.js';
import type { PredictionInput } from '../tabulate.js';
import { deviations, type Interval } from '../uncertainty/proportion-interval.js';
import type { ChiSquareTest } from './hosmer-lemeshow-test.js';

/**
 * logit P(correct) = intercept + slope · logit p, by maximum likelihood: slope 1 and intercept 0 when
 * calibrated.
 */
export interface CoxCalibration {
  /** Below 1: confidences are too extreme; above 1: too timid. */
  readonly slope: number;
  readonly intercept: number;
  /** Wald's intervals. */
  readonly slopeInterval: Interval;
  readonly interceptInterval: Interval;
  /** Likelihood-ratio test of slope 1 and intercept 0 together. */
  readonly test: ChiSquareTest;
}

/**
 * Calibration slope and intercept: Cox's (1958) logistic recalibration with Wald's intervals and a test.
 *
 * Confidences are clipped to [1e-7, 1 − 1e-7] before the logit. Null where no finite optimum exists: one
 * class, one distinct confidence, or a threshold that sets correct from incorrect apart.
 *
 * @example
 * ```ts
 * import { coxCalibration } from '@echo/metrics/hypothesis-tests';
 *
 * const cox = coxCalibration({ confidence: [0.99, 0.95, 0.9, 0.2], correct: [1, 0, 1, 0] });
 * cox?.slope; // → 0.8398
 * cox?.intercept; // → -1.9736
 * ```
 */
export function coxCalibration(
  of: PredictionInput,
  { level = 0.95 }: { readonly level?: number } = {},
): CoxCalibration | null {
  const z = deviations(level);
  const cells = logitCells(of);
  if (separation(cells)) return null;
  const logistic = cells.map(({ logit, n, sum }) => ({ features: [logit, 1], n, sum }));
  const weights = fitLogistic(logistic, [1, 0]);
  const [slope, intercept] = [weights[0] as number, weights[1] as number];
  const [ss, si, ii] = information(cells, slope, intercept);
  const determinant = ss * ii - si * si;
  if (!(determinant > 0)) return null;
  const around = (centre: number, variance: number) => ({
    low: centre - z * Math.sqrt(variance),
    high: centre + z * Math.sqrt(variance),
  });
  const statistic = Math.max(0, 2 * (lossAt(logistic, [1, 0]) - lossAt(logistic, weights)));
  return {
    slope,
    intercept,
    slopeInterval: around(slope, ii / determinant),
    interceptInterval: around(intercept, ss / determinant),
    test: { statistic, degrees: 2, p: chiSquareTail(statistic, 2) },
  };
}

/** Fisher information of slope and intercept. */
function information(
  cells: readonly LogitCell[],
  slope: number,
  intercept: number,
): [ss: number, si: number, ii: number] {
  let [ss, si, ii] = [0, 0, 0];
  for (const { logit, n } of cells) {
    const p = sigmoid(slope * logit + intercept);
    const weight = n * p * (1 - p);
    ss += weight * logit * logit;
    si += weight * logit;
    ii += weight;
  }
  return [ss, si, ii];
}

/**
 * Calibration-in-the-large: the a at which σ(a + logit p) is unbiased on average, 0 when calibrated; negative
 * when overconfident.
 *
 * Null where all are correct or all are incorrect, and of nothing.
 *
 * @example
 * ```ts
 * import { calibrationInTheLarge } from '@echo/metrics/hypothesis-tests';
 *
 * calibrationInTheLarge({ confidence: [0.8, 0.8], correct: [1, 0] }); // → -1.386
 * ```
 */
export function calibrationInTheLarge(of: PredictionInput): number | null {
  const cells = logitCells(of);
  const n = cells.reduce((total, cell) => total + cell.n, 0);
  const correct = cells.reduce((total, cell) => total + cell.sum, 0);
  if (correct <= 0 || correct >= n) return null;
  let low = -64;
  let high = 64;
  let a = 0;
  for (let step = 0; step < 200; step++) {
    let excess = -correct;
    let slope = 0;
    for (const cell of cells) {
      const p = sigmoid(a + cell.logit);
      excess += cell.n * p;
      slope += cell.n * p * (1 - p);
    }
    if (excess > 0) high = a;
    else low = a;
    const newton = a - excess / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - a) < 1e-14 * (1 + Math.abs(a))) return next;
    a = next;
  }
  return a;
}
