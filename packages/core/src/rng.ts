/**
 * A seeded source of random numbers.
 *
 * Seeds are derived from where one is (`rng.fork('step 3').fork('prompt 7')`), so that a number drawn here
 * never depends on how many were drawn elsewhere.
 */
export interface Rng {
  /** The next number, uniform in [0, 1) with 32 random bits. */
  next(): number;
  /** The next integer, uniform in [0, n). */
  int(n: number): number;
  /** The next standard normal number (Box–Muller). */
  normal(): number;
  /** One element, uniformly; undefined of nothing. */
  choose<T>(items: readonly T[]): T | undefined;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent generator for this label; does not advance this one. */
  fork(label: string | number): Rng;
}

/**
 * The generator of a seed: sfc32 started from a 128-bit hash of the seed's text.
 *
 * sfc32 is Chris Doty-Humphrey's, of PractRand. Equal seeds give equal numbers on every machine.
 *
 * @example
 * ```ts
 * import { createRng } from '@echo/core';
 *
 * const rng = createRng(1).fork('step 3').fork('prompt 7');
 * rng.next(); // → 0.5359
 * rng.shuffle(['a', 'b', 'c']); // → ['b', 'a', 'c']
 * ```
 */
export function createRng(seed: string | number): Rng {
  const key = String(seed);
  let [a, b, c, d] = hash128(key);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  const rng: Rng = {
    next,
    int: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    choose: (items) => items[rng.int(items.length)],
    shuffle: (items) => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = rng.int(i + 1);
        [out[i], out[j]] = [out[j] as (typeof out)[0], out[i] as (typeof out)[0]];
      }
      return out;
    },
    fork: (label) => createRng(`${key}/${label}`),
  };
  return rng;
}

/** Four 32-bit FNV-1a hashes with different offsets, each finished with MurmurHash3's mixer. */
function hash128(text: string): [number, number, number, number] {
  const lane = (offset: number): number => {
    let h = 0x811c9dc5 ^ offset;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return [lane(0), lane(0x9e3779b9), lane(0x243f6a88), lane(0xb7e15162)];
}
