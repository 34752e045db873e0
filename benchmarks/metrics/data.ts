import { createRng } from '@echo/core';

/** Stated confidences as probabilities and outcomes of 0 and 1. */
export interface Columns {
  readonly confidence: Float64Array;
  readonly correct: Uint8Array;
}

/**
 * Integer percentages, most of them multiples of five above 50 as models state them, correct less often than
 * stated.
 */
export function wholePerCents(n: number, seed: string): Columns {
  const rng = createRng(seed);
  const confidence = new Float64Array(n);
  const correct = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const percent = rng.next() < 0.7 ? 50 + 5 * rng.int(11) : rng.int(101);
    confidence[i] = percent / 100;
    correct[i] = Number(rng.next() < 0.15 + (0.65 * percent) / 100);
  }
  return { confidence, correct };
}

/** Confidences that are all different. */
export function decimals(n: number, seed: string): Columns {
  const rng = createRng(seed);
  const confidence = Float64Array.from({ length: n }, () => rng.next());
  const correct = Uint8Array.from(confidence, (p) => Number(rng.next() < p * p));
  return { confidence, correct };
}
