import { expectPositive } from '../checks.js';
import { type Measurable, type Table, tableOf } from '../table.js';
import { cosineTransform } from './cosine-transform.js';

/** Steps of the grid on [0, 1]; kernels narrower than two steps are not resolved. */
const STEPS = 4096;
const NARROWEST = 0.00048828125;

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
  const spectrum = cosineTransform(residualOnGrid(table));
  if (bandwidth !== undefined) return smoothed(spectrum, Math.max(NARROWEST, bandwidth));
  return fixedPoint((s) => smoothed(spectrum, s));
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

function smoothed(spectrum: Float64Array, s: number): number {
  const damped = spectrum.map((a, k) => a * Math.exp(-0.5 * (k * Math.PI * s) ** 2));
  const density = cosineTransform(damped);
  let area = (Math.abs(density[0] as number) + Math.abs(density[STEPS] as number)) / 2;
  for (let i = 1; i < STEPS; i++) area += Math.abs(density[i] as number);
  return area / STEPS;
}

/** The s with f(s) = s of a non-increasing f, by bisection and false position in turn. */
function fixedPoint(f: (s: number) => number): number {
  let low = NARROWEST;
  let above = f(low) - low;
  if (above <= 0) return above + low;
  let high = above + low;
  let below = f(high) - high;
  for (let step = 0; step < 60 && high - low > 1e-12; step++) {
    const s = step % 3 === 2 ? (low + high) / 2 : low + ((high - low) * above) / (above - below);
    const excess = f(s) - s;
    if (Math.abs(excess) < 1e-12) return s;
    if (excess > 0) {
      low = s;
      above = excess;
    } else {
      high = s;
      below = excess;
    }
  }
  return (low + high) / 2;
}
