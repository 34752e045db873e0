import { expectPositive } from '../checks.js';
import { type Measurable, type Table, tableOf } from '../table.js';
import { type CosineTransform, cosineTransform } from './cosine-transform.js';

/** Steps of the grid on [0, 1]; kernels narrower than two steps are not resolved. */
const STEPS = 4096;
const NARROWEST = 2 / STEPS;

/** Steps of the grid on which the bandwidth is looked for first, where it is wide enough to be seen there. */
const FEW_STEPS = 512;
const WIDE = 4 / FEW_STEPS;

/**
 * smECE (Błasiok & Nakkiran 2023, arXiv:2309.12236): ∫₀¹ |r_s(t)| dt, where r_s is the residual outcome − confidence smoothed over the
 * confidences with a Gaussian of deviation s, reflected at 0 and 1. Without a `bandwidth` at the s where smECE_s = s, which makes it a
 * consistent measure with nothing to choose. Bandwidths below .0005 count as that. Null of nothing.
 *
 * In cosines the reflected kernel is e^(−k²π²s²/2), so a residual spread on a grid (by cubic interpolation; 1e-7 exact for s ≥ .01),
 * transformed, damped and transformed back gives r_s, whatever the number of predictions.
 */
export function smoothCalibrationError(
  of: Measurable,
  { bandwidth }: { readonly bandwidth?: number } = {},
): number | null {
  if (bandwidth !== undefined) expectPositive('bandwidth', bandwidth);
  const table = tableOf(of);
  if (table.n === 0) return null;
  const transform = cosineTransform(STEPS);
  const spectrum = transform(residualOnGrid(table));
  const exact = (s: number) => smoothed(transform, spectrum, s);
  if (bandwidth !== undefined) return exact(Math.max(NARROWEST, bandwidth));

  const few = cosineTransform(FEW_STEPS);
  const lowest = spectrum.slice(0, FEW_STEPS + 1);
  const roughly = (s: number) => smoothed(few, lowest, s);
  const near = roughly(WIDE) > WIDE ? fixedPoint(roughly, { from: WIDE, precision: 1e-6 }) : NARROWEST;
  return fixedPoint(exact, { from: near, precision: 1e-12 });
}

/** Each cell's residual over n, on the four grid points around it with Lagrange's weights; beyond the ends they reflect. */
function residualOnGrid({ n, cells }: Table): Float64Array {
  const grid = new Float64Array(STEPS + 1);
  for (const { confidence, n: count, sum } of cells) {
    const residual = (sum - count * confidence) / n;
    const first = Math.min(STEPS - 1, Math.floor(confidence * STEPS));
    const t = confidence * STEPS - first;
    const weights = [
      (-t * (t - 1) * (t - 2)) / 6,
      ((t + 1) * (t - 1) * (t - 2)) / 2,
      (-(t + 1) * t * (t - 2)) / 2,
      ((t + 1) * t * (t - 1)) / 6,
    ];
    weights.forEach((weight, i) => {
      const at = STEPS - Math.abs(STEPS - Math.abs(first - 1 + i));
      grid[at] = (grid[at] as number) + weight * residual;
    });
  }
  // The transform counts inner points twice, the cosine series all points once.
  for (let i = 1; i < STEPS; i++) grid[i] = (grid[i] as number) / 2;
  return grid;
}

/** ∫ |r_s| by the trapezoid rule, of the spectrum's terms that the kernel leaves. */
function smoothed(transform: CosineTransform, spectrum: Float64Array, s: number): number {
  const steps = spectrum.length - 1;
  const damped = new Float64Array(steps + 1);
  const terms = Math.min(steps, Math.ceil(9 / (Math.PI * s)));
  for (let k = 0; k <= terms; k++)
    damped[k] = (spectrum[k] as number) * Math.exp(-0.5 * (k * Math.PI * s) ** 2);
  const density = transform(damped);
  let area = (Math.abs(density[0] as number) + Math.abs(density[steps] as number)) / 2;
  for (let i = 1; i < steps; i++) area += Math.abs(density[i] as number);
  return area / steps;
}

/**
 * The s with f(s) = s of a non-increasing f, at least `NARROWEST`, by false position and bisection in turn. As f falls, it lies between any
 * s and f(s): where `from` is near it, that is a narrow bracket.
 */
function fixedPoint(
  f: (s: number) => number,
  { from, precision }: { readonly from: number; readonly precision: number },
): number {
  const excess = f(from) - from;
  if (Math.abs(excess) < precision) return from;
  const other = Math.max(NARROWEST, from + excess);
  if (from <= NARROWEST && excess < 0) return from + excess;
  const otherExcess = f(other) - other;
  if (other <= NARROWEST && otherExcess < 0) return other + otherExcess;
  let [low, above, high, below] =
    excess > 0 ? [from, excess, other, otherExcess] : [other, otherExcess, from, excess];
  for (let step = 0; step < 60 && high - low > precision; step++) {
    const s = step % 3 === 2 ? (low + high) / 2 : low + ((high - low) * above) / (above - below);
    const e = f(s) - s;
    if (Math.abs(e) < precision) return s;
    if (e > 0) [low, above] = [s, e];
    else [high, below] = [s, e];
  }
  return (low + high) / 2;
}
