import { expectAtMost, expectPositive, expectUngraded } from '../checks.js';
import { logFactorial } from '../special/gamma.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/** The most distinct confidences; the time is quadratic in their number. */
export const KERNEL_LIMIT = 2000;

const CLIP = 1e-10;

/**
 * KDE-ECE: the mean distance of the confidences from a kernel estimate of their accuracy.
 *
 * Popordanoska, Sayer & Blaschko (2022): the mean |a(p) − p|, where a(p) is the accuracy near each
 * prediction, estimated from all others and weighted by the density at p of Beta(q/h + 1, (1 − q)/h + 1) of
 * their confidence q.
 *
 * At 0 and 1, where most kernels vanish, it is the limit: confidences are clipped to [1e-10, 1 − 1e-10].
 * Predictions with no other in reach are left out. `bandwidth` h is .02 unless given. Null of nothing and of
 * one. Throws `invalid-input` for graded outcomes (the prediction itself has to be left out) and for more
 * than 2,000 distinct confidences.
 *
 * @example
 * ```ts
 * import { kernelCalibrationError } from '@echo/metrics/smooth';
 *
 * const predictions = { confidence: [0.9, 0.88, 0.3, 0.28], correct: [1, 0, 0, 0] };
 * kernelCalibrationError(predictions, { bandwidth: 0.05 }); // → 0.4000
 * ```
 */
export function kernelCalibrationError(
  of: PredictionInput,
  { bandwidth = 0.02 }: { readonly bandwidth?: number } = {},
): number | null {
  expectPositive('bandwidth', bandwidth);
  const table = tableOf(of);
  expectUngraded(table, 'the kernel calibration error');
  expectAtMost(KERNEL_LIMIT, table, 'the kernel calibration error');
  const kernels = table.cells.map(({ confidence }) => {
    const q = clip(confidence);
    const [a, b] = [q / bandwidth, (1 - q) / bandwidth];
    return { a, b, logScale: logFactorial(a + b + 1) - logFactorial(a) - logFactorial(b) };
  });
  let total = 0;
  let counted = 0;
  table.cells.forEach(({ confidence, n, sum }, own) => {
    const p = clip(confidence);
    const [log, logOfRest] = [Math.log(p), Math.log1p(-p)];
    let elsewhere = 0;
    let rightElsewhere = 0;
    let here = 0;
    kernels.forEach(({ a, b, logScale }, i) => {
      const weight = Math.exp(logScale + a * log + b * logOfRest);
      const cell = table.cells[i];
      if (i === own) here = weight;
      else if (cell) {
        elsewhere += weight * cell.n;
        rightElsewhere += weight * cell.sum;
      }
    });
    const others = elsewhere + here * (n - 1);
    if (!(others > 0)) return;
    const gapOf = (rightHere: number) => Math.abs((rightElsewhere + here * rightHere) / others - p);
    total += (sum > 0 ? sum * gapOf(sum - 1) : 0) + (n - sum) * gapOf(sum);
    counted += n;
  });
  return counted === 0 ? null : total / counted;
}

function clip(confidence: number): number {
  return Math.min(1 - CLIP, Math.max(CLIP, confidence));
}
