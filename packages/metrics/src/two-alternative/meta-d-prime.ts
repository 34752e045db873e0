import { MetricsError } from '../errors.js';
import { normalQuantile } from '../special/normal.js';
import { fitCriteria } from './fit-criteria.js';
import type { RatingCounts } from './rating-counts.js';

/** Sensitivity of answers and of confidences, on the same scale of standard deviations. */
export interface MetaSensitivity {
  /** d′ = z(hit rate) − z(false-alarm rate): how well the answers tell the alternatives apart. */
  readonly dPrime: number;
  /** −½ (z(hit rate) + z(false-alarm rate)): the bias towards the first alternative. */
  readonly criterion: number;
  /** The d′ of an ideal observer whose confidences tell correct from incorrect as these do. */
  readonly metaDPrime: number;
  /** meta-d′/d′: 1 where the confidences use all that the answers do. */
  readonly mRatio: number;
  /** Of the ratings, given the answers. */
  readonly logLikelihood: number;
}

export interface MetaDPrimeOptions {
  /** Adds 1/(2R) to each of the 2R counts of an alternative, so that none is 0; true unless given. */
  readonly padding?: boolean;
}

/** The range meta-d′ is searched in; beyond it confidences without fault have no finite one. */
const RANGE = 8;
const STEP = 1;

/**
 * Metacognitive sensitivity of a task with two alternatives: d′, meta-d′ and the M-ratio.
 *
 * Maniscalco & Lau (2012, doi 10.1016/j.concog.2011.09.021). Equal-variance normal model: meta-d′ and 2(R −
 * 1) criteria of the greatest likelihood of the ratings given the answers, the criterion between the answers
 * held at the same place relative to d′. Null where d′ is 0 and where no finite optimum exists. Throws
 * `invalid-input` unless both alternatives have 2R ≥ 4 counts, and for counts of 0 without `padding`.
 *
 * @example
 * ```ts
 * import { metaDPrime } from '@echo/metrics/two-alternative';
 *
 * // From “surely the first” to “surely the second”.
 * metaDPrime({ first: [36, 24, 17, 20, 10, 12], second: [12, 10, 20, 17, 24, 36] })?.mRatio; // → 1.2589
 * ```
 */
export function metaDPrime(
  { first, second }: RatingCounts,
  { padding = true }: MetaDPrimeOptions = {},
): MetaSensitivity | null {
  expectCounts(first, second);
  const ratings = first.length / 2;
  const padded = (counts: readonly number[]) =>
    padding ? counts.map((count) => count + 1 / (2 * ratings)) : counts;
  const [ofFirst, ofSecond] = [padded(first), padded(second)];
  if (![...ofFirst, ...ofSecond].every((count) => count > 0))
    throw new MetricsError('Expected every count to be positive without `padding`; leave padding on.');
  const hits = normalQuantile(shareAbove(ofSecond, ratings));
  const falseAlarms = normalQuantile(shareAbove(ofFirst, ratings));
  const dPrime = hits - falseAlarms;
  const criterion = -0.5 * (hits + falseAlarms);
  if (Math.abs(dPrime) < 1e-9) return null;
  const profile = profileOf(ofFirst, ofSecond, criterion / dPrime);
  const best = maximum(profile);
  if (best === null) return null;
  const { logLikelihood } = profile(best);
  return { dPrime, criterion, metaDPrime: best, mRatio: best / dPrime, logLikelihood };
}

type Profile = (metaDPrime: number) => { readonly logLikelihood: number; readonly slope: number };

/**
 * The greatest log-likelihood over the criteria as a function of meta-d′, and its derivative (envelope
 * theorem).
 */
function profileOf(first: readonly number[], second: readonly number[], bias: number): Profile {
  const ratings = first.length / 2;
  const start = Array.from({ length: ratings - 1 }, (_, i) => (i + 1) / 2);
  const below = (counts: readonly number[]) => counts.slice(0, ratings).reverse();
  const above = (counts: readonly number[]) => counts.slice(ratings);
  // The means are −m/2 and m/2, moved so that the criterion between the answers is 0.
  const [perFirst, perSecond] = [-0.5 - bias, 0.5 - bias];
  return (m) => {
    const means = [m * perFirst, m * perSecond] as const;
    const up = fitCriteria({ means, counts: [above(first), above(second)] }, start);
    const mirrored = [-means[0], -means[1]] as const;
    const down = fitCriteria({ means: mirrored, counts: [below(first), below(second)] }, start);
    return {
      logLikelihood: up.logLikelihood + down.logLikelihood,
      slope: perFirst * (up.slopes[0] - down.slopes[0]) + perSecond * (up.slopes[1] - down.slopes[1]),
    };
  };
}

/** The best on a grid, then bisection of the derivative beside it; null at an end of the range. */
function maximum(profile: Profile): number | null {
  const grid = Array.from({ length: (2 * RANGE) / STEP + 1 }, (_, i) => -RANGE + i * STEP);
  const values = grid.map((m) => profile(m).logLikelihood);
  const best = values.indexOf(Math.max(...values));
  if (best <= 0 || best === grid.length - 1) return null;
  let [low, high] = [grid[best - 1] as number, grid[best + 1] as number];
  while (high - low > 1e-11) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (profile(middle).slope > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function shareAbove(counts: readonly number[], place: number): number {
  const total = (part: readonly number[]) => part.reduce((sum, count) => sum + count, 0);
  return total(counts.slice(place)) / total(counts);
}

function expectCounts(first: readonly number[], second: readonly number[]): void {
  if (first.length !== second.length || first.length < 4 || first.length % 2 === 1)
    throw new MetricsError(
      `Expected as many counts of both alternatives, an even number from 4 on, got ${first.length} and ${second.length}.`,
    );
  const wrong = [...first, ...second].find((count) => !(count >= 0 && count < Infinity));
  if (wrong !== undefined)
    throw new MetricsError(`Expected counts of ratings to be 0 or more, got ${wrong}.`);
}
