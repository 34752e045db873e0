const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * ln Γ(z + 1) for z > −1; ln k! for a whole k.
 *
 * By Stirling's series from z ≥ 15 on and the recurrence below.
 */
export function logFactorial(z: number): number {
  let product = 1;
  let x = z;
  while (x < 15) product *= ++x;
  return (x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x) - Math.log(product);
}

/** The logarithm of Γ(z + 1) less that of Stirling's formula √(2πz) (z/e)^z; z > 0. */
export function stirlingError(z: number): number {
  return z >= 15 ? stirlingSeries(z) : logFactorial(z) - (z + 0.5) * Math.log(z) + z - HALF_LOG_TWO_PI;
}

/** The terms 1/(12z) − 1/(360z³) + …, whose first neglected one is below 1e-17 at 15. */
function stirlingSeries(z: number): number {
  const w = 1 / (z * z);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / z;
}

/**
 * x ln(x / mean) + mean − x, without the cancellation near x = mean (Loader 2000, “Fast and accurate
 * computation of binomial probabilities”).
 */
export function deviance(x: number, mean: number): number {
  const v = (x - mean) / (x + mean);
  if (!(Math.abs(v) <= 0.1)) return x * Math.log(x / mean) + mean - x;
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}
