import { lowerIncompleteGamma, upperIncompleteGamma } from './incomplete-gamma.js';

/** 2/√π ∫₀ˣ e^−t² dt. */
export function erf(x: number): number {
  return Math.sign(x) * lowerIncompleteGamma(0.5, x * x);
}

/** The chance that a standard normal exceeds x; keeps its digits far out. */
export function normalTail(x: number): number {
  const beyond = upperIncompleteGamma(0.5, (x * x) / 2) / 2;
  return x < 0 ? 1 - beyond : beyond;
}

/** The chance of a standard normal at least this far from 0. */
export function twoSidedP(z: number): number {
  return upperIncompleteGamma(0.5, (z * z) / 2);
}

/** Φ(x), the chance that a standard normal is at most x. */
export function normalCdf(x: number): number {
  return normalTail(-x);
}

/** Φ⁻¹(p): Abramowitz & Stegun 26.2.23 (good to 4.5e-4), then two steps of Halley's method; ∓∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? -Infinity : Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const start =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  let x = -start;
  for (let step = 0; step < 2; step++) {
    const u = (normalTail(-x) - p) * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
    x -= u / (1 + (x * u) / 2);
  }
  return x;
}
