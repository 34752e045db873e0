import { continuedFraction } from './continued-fraction.js';
import { deviance, stirlingError } from './gamma.js';

/** x^a (1 − x)^b / (a B(a, b)), by Loader's saddle point. */
function front(x: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * (1 - x));
  return Math.exp(exponent) * Math.sqrt(b / (2 * Math.PI * a * n));
}

function lowerFraction(x: number, a: number, b: number): number {
  const fraction = continuedFraction(1, (k) => {
    const m = k >> 1;
    const numerator =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + k - 1) * (a + k))
        : (-(a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k));
    return [numerator, 1];
  });
  return front(x, a, b) / fraction;
}

/** I_x(a, b), the regularised incomplete beta function (DLMF 8.17.22); a, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  return x < (a + 1) / (a + b + 2) ? lowerFraction(x, a, b) : 1 - lowerFraction(1 - x, b, a);
}

/** The x at which I_x(a, b) = p: Newton's method within a bracket that shrinks at every step. */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200; step++) {
    const excess = incompleteBeta(x, a, b) - p;
    if (excess > 0) high = x;
    else low = x;
    const slope = (front(x, a, b) * a) / (x * (1 - x));
    const newton = x - excess / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * x) return next;
    x = next;
  }
  return x;
}

/** The chance of at most `successes` in `n` trials of this probability. */
export function binomialCdf(successes: number, n: number, probability: number): number {
  if (successes < 0) return 0;
  return successes >= n ? 1 : incompleteBeta(1 - probability, n - successes, successes + 1);
}
