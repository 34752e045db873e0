import { continuedFraction } from './continued-fraction.js';
import { deviance, stirlingError } from './gamma.js';

/** x^a e^−x / Γ(a + 1), by Loader's saddle point. */
function density(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** P(a, x), the regularised lower incomplete gamma function, by its power series; for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return density(a, x) * sum;
}

/** Q(a, x) by Legendre's continued fraction; for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  return (density(a, x) * a) / continuedFraction(x + 1 - a, (k) => [k * (a - k), x + 2 * k + 1 - a]);
}

/** Q(a, x) = Γ(a, x) / Γ(a) for a > 0, x ≥ 0: the regularised upper incomplete gamma function. */
export function upperIncompleteGamma(a: number, x: number): number {
  if (x <= 0 || x === Infinity) return x <= 0 ? 1 : 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** P(a, x) = 1 − Q(a, x), accurate when it is small. */
export function lowerIncompleteGamma(a: number, x: number): number {
  if (x <= 0 || x === Infinity) return x <= 0 ? 0 : 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** The chance that a χ² of these degrees of freedom exceeds x. */
export function chiSquareTail(x: number, degrees: number): number {
  return upperIncompleteGamma(degrees / 2, x / 2);
}
