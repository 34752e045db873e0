/** The state of a stream of numbers, 32 bits. */
export type Random = Int32Array;

/** The stream of numbers of a seed. */
export function randomFrom(seed: number): Random {
  return Int32Array.of(seed ^ 0x9e3779b9);
}

/** The next number in [0, 1) of the stream: Mulberry32 (Tommy Ettinger). Equal seeds give equal streams. */
export function uniform(random: Random): number {
  const state = ((random[0] as number) + 0x6d2b79f5) | 0;
  random[0] = state;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** A distribution on `first`, `first` + 1, … with chances in proportion to these weights. */
export interface Discrete {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * Distributions laid out for drawing in constant time, by inversion with a guide table (Chen & Asau 1974).
 */
export interface Sampler {
  /** The offset of each table, and the end. */
  readonly starts: Uint32Array;
  readonly shift: Int32Array;
  /** The chance of at most this value. */
  readonly upTo: Float64Array;
  /** For each of as many equal parts of [0, 1), the first place that it may draw. */
  readonly guide: Uint32Array;
}

/** Lays distributions out for drawing, one after another. */
export function samplerOf(distributions: readonly Discrete[]): Sampler {
  const starts = new Uint32Array(distributions.length + 1);
  distributions.forEach(({ weights }, k) => {
    starts[k + 1] = (starts[k] as number) + weights.length;
  });
  const size = starts[distributions.length] as number;
  const shift = Int32Array.from(distributions, ({ first }, k) => first - (starts[k] as number));
  const upTo = new Float64Array(size);
  const guide = new Uint32Array(size);
  distributions.forEach(({ weights }, k) => {
    const start = starts[k] as number;
    const end = starts[k + 1] as number;
    let total = 0;
    for (const weight of weights) total += weight;
    let sum = 0;
    let at = start;
    for (let i = start; i < end; i++) {
      sum += weights[i - start] as number;
      const share = i === end - 1 ? 1 : sum / total;
      upTo[i] = share;
      for (; at < start + share * (end - start) && at < end; at++) guide[at] = i;
    }
  });
  return { starts, shift, upTo, guide };
}

/** One draw from each distribution, written into `drawn`; returns their sum. */
export function drawEach(
  { starts, shift, upTo, guide }: Sampler,
  random: Random,
  drawn: Uint32Array,
): number {
  let total = 0;
  for (let k = 0; k < drawn.length; k++) {
    const start = starts[k] as number;
    const u = uniform(random);
    let i = guide[start + ((u * ((starts[k + 1] as number) - start)) | 0)] as number;
    while ((upTo[i] as number) <= u) i++;
    const value = i + (shift[k] as number);
    drawn[k] = value;
    total += value;
  }
  return total;
}

/** Draws from the first distribution so many times, counting the values in `counts`. */
export function countDraws(
  { upTo, guide }: Sampler,
  random: Random,
  { times, counts }: { readonly times: number; readonly counts: Uint32Array },
): void {
  for (let drawn = 0; drawn < times; drawn++) {
    const u = uniform(random);
    let i = guide[(u * guide.length) | 0] as number;
    while ((upTo[i] as number) <= u) i++;
    counts[i] = (counts[i] as number) + 1;
  }
}

/** A binomial number: the successes of n trials. */
export function binomial(n: number, probability: number): Discrete {
  if (n === 0 || probability <= 0) return { first: 0, weights: [1] };
  if (probability >= 1) return { first: n, weights: [1] };
  const odds = probability / (1 - probability);
  return unimodal(Math.floor((n + 1) * probability), n, (k) => (odds * (n - k + 1)) / k);
}

/** A Poisson number of this mean. */
export function poisson(mean: number): Discrete {
  return mean <= 0 ? { first: 0, weights: [1] } : unimodal(Math.floor(mean), Infinity, (k) => mean / k);
}

/**
 * A distribution on 0 … last from its mode outward; `rise` is weight k over weight k − 1.
 *
 * To weights of 1e-10, as a draw has 32 bits.
 */
function unimodal(mode: number, last: number, rise: (k: number) => number): Discrete {
  const below: number[] = [];
  const above: number[] = [];
  const start = Math.min(mode, last);
  for (let k = start, weight = 1; k > 0; k--) {
    weight /= rise(k);
    if (weight < 1e-10) break;
    below.push(weight);
  }
  for (let k = start + 1, weight = 1; k <= last; k++) {
    weight *= rise(k);
    if (weight < 1e-10) break;
    above.push(weight);
  }
  return { first: start - below.length, weights: below.reverse().concat(1, above) };
}
