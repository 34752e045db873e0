import { createRng } from '@echo/core';

/** The seed of the i-th completion as services take it: an integer from 0 to 2³¹ − 1. */
export function integerSeed(seed: number | string, index: number): number {
  const isSafe = typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 - 1000;
  return isSafe
    ? seed + index
    : createRng(seed)
        .fork(index)
        .int(2 ** 31);
}
