import { expectText, expectWhole } from '../checks.js';
import { MetricsError } from '../errors.js';
import type { Prediction } from '../prediction.js';
import { tabulate } from '../tabulate.js';
import { outcomeAt, withinBounds } from '../tally.js';
import { binomial, drawEach, type Random, randomFrom, samplerOf } from '../uncertainty/random.js';

/** A domain of a comparison; gaps are mean confidence less accuracy. */
export interface DomainGapComparison {
  readonly domain: string;
  readonly n: number;
  readonly first: number;
  readonly second: number;
}

/** Two fingerprints on the same tasks. */
export interface FingerprintComparison {
  /** The tasks that have a domain. */
  readonly n: number;
  /** As of `fingerprintDistance`; null where no task has a domain. */
  readonly distance: number | null;
  /** Of no difference between the models; null where no task has a domain. */
  readonly p: number | null;
  /** By name. */
  readonly domains: readonly DomainGapComparison[];
}

export interface PermutationOptions {
  /** 9,999 unless given; 0 for no p. */
  readonly permutations?: number;
  /** A whole number; 0 unless given. Equal seeds give equal p-values. */
  readonly seed?: number;
}

/**
 * The distance of two models' fingerprints on the same tasks, prediction i of each being of task i.
 *
 * The p-value is that of a permutation test which swaps the two predictions of a task with chance ½: the
 * share of swapped evaluations that are at least as far apart, counting the observed one (Phipson & Smyth
 * 2010). Throws `invalid-input` for lists of unequal length, and where a task has two domains.
 *
 * @example
 * ```ts
 * import { compareFingerprints } from '@echo/metrics/fingerprint';
 *
 * const predict = (confidence: number) =>
 *   Array.from({ length: 20 }, (_, i) => ({ confidence, correct: i % 2 === 0, domain: 'math' }));
 * compareFingerprints(predict(0.9), predict(0.6));
 * // → { n: 20, distance: 0.3, p: 0.0001, domains: [{ domain: 'math', n: 20, first: 0.4, second: 0.1 }] }
 * ```
 */
export function compareFingerprints(
  first: readonly Prediction[],
  second: readonly Prediction[],
  { permutations = 9999, seed = 0 }: PermutationOptions = {},
): FingerprintComparison {
  expectWhole('permutations', permutations, 0);
  const pairs = pairedExcesses(first, second);
  const n = pairs.reduce((sum, { excesses }) => sum + excesses.length, 0);
  const domains = pairs.map(({ domain, excesses }) => ({
    domain,
    n: excesses.length,
    first: mean(excesses.map(([one]) => one)),
    second: mean(excesses.map(([, other]) => other)),
  }));
  if (n === 0) return { n, distance: null, p: null, domains };
  const differences = pairs.map(({ excesses }) => excesses.map(([one, other]) => one - other));
  const distance = distanceOf(differences.map((own) => ({ n: own.length, sum: sumOf(own) })));
  const swaps = differences.map(swapsOf);
  const random = randomFrom(seed);
  let atLeast = 1;
  for (let i = 0; i < permutations; i++) {
    const swapped = swaps.map(({ n: own, draw }) => ({ n: own, sum: draw(random) }));
    if (distanceOf(swapped) >= distance - SAME) atLeast++;
  }
  return {
    n,
    distance,
    p: permutations === 0 ? null : atLeast / (permutations + 1),
    domains,
  };
}

/** Distances nearer than this are one, summed in another order. */
const SAME = 1e-9;

/** √(Σ n (sum / n)² / Σ n) over domains. */
function distanceOf(domains: readonly { readonly n: number; readonly sum: number }[]): number {
  const n = domains.reduce((total, domain) => total + domain.n, 0);
  return Math.sqrt(domains.reduce((total, { n: own, sum }) => total + sum ** 2 / own, 0) / n);
}

/** The sum of differences, each with a sign drawn with chance ½: a binomial for each distinct size. */
function swapsOf(differences: readonly number[]): {
  readonly n: number;
  readonly draw: (random: Random) => number;
} {
  const counts = new Map<number, number>();
  for (const difference of differences) {
    const size = Math.round(Math.abs(difference) * 1e12) / 1e12;
    if (size > 0) counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  const sizes = [...counts].sort(([a], [b]) => a - b);
  const sampler = samplerOf(sizes.map(([, count]) => binomial(count, 0.5)));
  const drawn = new Uint32Array(sizes.length);
  return {
    n: differences.length,
    draw: (random) => {
      drawEach(sampler, random, drawn);
      return sizes.reduce((sum, [size, count], i) => sum + size * (2 * (drawn[i] as number) - count), 0);
    },
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]): number => sumOf(values) / values.length;

type Excesses = (readonly [first: number, second: number])[];

/** Confidence less outcome of both models on each task, by domain. */
function pairedExcesses(
  first: readonly Prediction[],
  second: readonly Prediction[],
): readonly { readonly domain: string; readonly excesses: Excesses }[] {
  if (first.length !== second.length)
    throw new MetricsError(
      `Expected two predictions for each task, got ${first.length} and ${second.length}.`,
    );
  for (const predictions of [first, second]) tabulate(predictions);
  const groups = new Map<string, Excesses>();
  first.forEach((one, i) => {
    const other = second[i] as Prediction;
    const { domain } = one;
    if (domain !== other.domain)
      throw new MetricsError(
        `Expected both predictions of task ${i} to have one domain, got ${JSON.stringify(domain)} and ${JSON.stringify(other.domain)}.`,
      );
    if (domain === undefined) return;
    expectText('`domain`', domain, i);
    const group = groups.get(domain) ?? [];
    group.push([excess(one, i), excess(other, i)]);
    groups.set(domain, group);
  });
  return [...groups]
    .map(([domain, excesses]) => ({ domain, excesses }))
    .sort((a, b) => (a.domain < b.domain ? -1 : 1));
}

const excess = ({ confidence, correct }: Prediction, index: number): number =>
  withinBounds(confidence) - outcomeAt(index, correct);
