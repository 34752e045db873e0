import { logFactorial } from '../special/gamma.js';

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger): 32 bits of state, one number a call. Equal seeds give equal streams. */
export function randomFrom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of n trials succeed. Exact in distribution, in time that does not grow with n. */
export function sampleBinomial(n: number, probability: number, random: Random): number {
  if (probability > 0.5) return n - sampleBinomial(n, 1 - probability, random);
  if (n <= 0 || probability <= 0) return 0;
  return n * probability < 10
    ? byInversion(n, probability, random)
    : byTransformedRejection(n, probability, random);
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let u = random();
    let mass = none;
    for (let k = 0; k <= n; k++) {
      if (u < mass) return k;
      u -= mass;
      mass *= (odds * (n - k)) / (k + 1);
    }
  }
}

/** Algorithm BTRS of Hörmann (1993), “The generation of binomial random variates”; for n·p ≥ 10, p ≤ ½. */
function byTransformedRejection(n: number, p: number, random: Random): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  for (;;) {
    const v = random();
    const u = random() - 0.5;
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const mode = Math.floor((n + 1) * p);
    const height = Math.log((v * (2.83 + 5.1 / b) * deviation) / (a / (us * us) + b));
    const ratio =
      logFactorial(mode) +
      logFactorial(n - mode) -
      logFactorial(k) -
      logFactorial(n - k) +
      (k - mode) * Math.log(p / (1 - p));
    if (height <= ratio) return k;
  }
}
