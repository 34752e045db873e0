import { expectPositive } from '../checks.js';
import type { CountTable } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { cosineTransform } from './cosine-transform.js';

/** Grids on [0, 1] and the narrowest kernel each is for; the finer one takes whatever is narrower. */
const COARSE = { steps: 1024, least: 1 / 32 };
const FINE = { steps: 4096, least: 2 / 4096 };

/** Up to so many distinct confidences the cosine sums are computed one by one, without a grid. */
const FEW_CELLS = 512;

/**
 * smECE, the smooth calibration error: ∫₀¹ |r_s(t)| dt (Błasiok & Nakkiran 2023, arXiv:2309.12236).
 *
 * r_s is the residual outcome − confidence smoothed over the confidences with a Gaussian of deviation s,
 * reflected at 0 and 1.
 *
 * Without a `bandwidth` at the s where smECE_s = s, which makes it a consistent measure with nothing to
 * choose. Bandwidths below .0005 count as that. Null of nothing.
 *
 * In cosines the reflected kernel is e^(−k²π²s²/2), so the residual's cosine sums, damped and transformed
 * back, give r_s, whatever the number of predictions; 1e-7 exact for s ≥ .01.
 *
 * @example
 * ```ts
 * import { smoothCalibrationError } from '@echo/metrics/smooth';
 *
 * smoothCalibrationError({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0] }); // → 0.3333
 * ```
 */
export function smoothCalibrationError(
  of: PredictionInput,
  { bandwidth }: { readonly bandwidth?: number } = {},
): number | null {
  if (bandwidth !== undefined) expectPositive('bandwidth', bandwidth);
  const table = tableOf(of);
  if (table.n === 0) return null;
  if (bandwidth !== undefined) {
    const grid = bandwidth >= COARSE.least ? COARSE : FINE;
    return smootherOf(table, grid)(Math.max(FINE.least, bandwidth));
  }
  const coarse = smootherOf(table, COARSE);
  return coarse(COARSE.least) > COARSE.least
    ? fixedPoint(coarse, COARSE.least)
    : fixedPoint(smootherOf(table, FINE), FINE.least);
}

/** ∫ |r_s| as a function of s ≥ `least`, on a grid. */
function smootherOf(table: CountTable, { steps, least }: typeof FINE): (s: number) => number {
  const sums =
    table.cells.length <= FEW_CELLS
      ? cosineSums(table, Math.min(steps, terms(least)))
      : cosineTransform(FINE.steps)(residualOnGrid(table));
  const transform = cosineTransform(steps);
  return (s) => {
    const damped = new Float64Array(steps + 1);
    const last = Math.min(steps, sums.length - 1, terms(s));
    for (let k = 0; k <= last; k++) damped[k] = (sums[k] as number) * Math.exp(-0.5 * (k * Math.PI * s) ** 2);
    return absoluteArea(transform(damped));
  };
}

/** The terms after which a kernel of deviation s leaves less than e^−40. */
const terms = (s: number): number => Math.ceil(9 / (Math.PI * s));

/** Σ residual · cos(kπ · confidence) / n for k = 0 … last, by the recurrence of Chebyshev's polynomials. */
function cosineSums({ n, cells }: CountTable, last: number): Float64Array {
  const sums = new Float64Array(last + 1);
  for (const { confidence, n: count, sum } of cells) {
    const residual = (sum - count * confidence) / n;
    const cos = Math.cos(Math.PI * confidence);
    let before = cos;
    let now = 1;
    for (let k = 0; k <= last; k++) {
      sums[k] = (sums[k] as number) + residual * now;
      const next = 2 * cos * now - before;
      before = now;
      now = next;
    }
  }
  return sums;
}

/**
 * Each cell's residual over n, on the four grid points around it with Lagrange's weights; beyond the ends
 * they reflect.
 */
function residualOnGrid({ n, cells }: CountTable): Float64Array {
  const { steps } = FINE;
  const grid = new Float64Array(steps + 1);
  const add = (at: number, value: number): void => {
    const place = steps - Math.abs(steps - Math.abs(at));
    grid[place] = (grid[place] as number) + value;
  };
  for (const { confidence, n: count, sum } of cells) {
    const residual = (sum - count * confidence) / n;
    const first = Math.min(steps - 1, Math.floor(confidence * steps));
    const t = confidence * steps - first;
    add(first - 1, (residual * (-t * (t - 1) * (t - 2))) / 6);
    add(first, (residual * ((t + 1) * (t - 1) * (t - 2))) / 2);
    add(first + 1, (residual * (-(t + 1) * t * (t - 2))) / 2);
    add(first + 2, (residual * ((t + 1) * t * (t - 1))) / 6);
  }
  // The transform counts inner points twice, the cosine series all points once.
  for (let i = 1; i < steps; i++) grid[i] = (grid[i] as number) / 2;
  return grid;
}

/**
 * ∫₀¹ |f| of values on a grid, for an f that is level at both ends.
 *
 * By the trapezoid rule, two triangles where f crosses 0, and there the first term of Euler and Maclaurin's
 * series, h²/12 for each side of the kink in |f|.
 */
function absoluteArea(values: Float64Array): number {
  const steps = values.length - 1;
  let area = 0;
  for (let i = 0; i < steps; i++) {
    const a = values[i] as number;
    const b = values[i + 1] as number;
    const rise = Math.abs(b - a);
    area += a * b < 0 ? (a * a + b * b) / (2 * rise) + rise / 6 : Math.abs(a + b) / 2;
  }
  return area / steps;
}

/**
 * The fixed point s = f(s) of a non-increasing f, from `least` upward; f(least) where that is less.
 *
 * By false position and bisection in turn.
 */
function fixedPoint(f: (s: number) => number, least: number): number {
  let low = least;
  let above = f(low) - low;
  if (above <= 0) return above + low;
  let high = above + low;
  let below = f(high) - high;
  for (let step = 0; step < 60 && high - low > 1e-10; step++) {
    const s = step % 3 === 2 ? (low + high) / 2 : low + ((high - low) * above) / (above - below);
    const excess = f(s) - s;
    if (Math.abs(excess) < 1e-10) return s;
    if (excess > 0) [low, above] = [s, excess];
    else [high, below] = [s, excess];
  }
  return (low + high) / 2;
}
