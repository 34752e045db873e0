import { expectInside, expectUngraded, expectWhole } from '../checks.js';
import type { CountCell, CountTable } from '../count-table.js';
import { normalCdf, normalQuantile } from '../special/normal.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { quantile } from './quantile.js';
import { countDraws, drawEach, poisson, type Random, randomFrom, samplerOf } from './random.js';

/** A value with a range it plausibly lies in; all null when it is undefined. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The method of a bootstrap interval.
 *
 * `percentile` takes quantiles of the resampled values; `basic` reflects them about the value, which undoes a
 * bias (ECE's is upward); `bca` corrects for bias and skewness (Efron 1987).
 */
export type BootstrapMethod = 'percentile' | 'basic' | 'bca';

export interface BootstrapOptions {
  /** 1,000 unless given; 0 for no interval. */
  readonly resamples?: number;
  /** A whole number; 0 unless given. Equal seeds give equal intervals. */
  readonly seed?: number;
  /** .95 unless given. */
  readonly level?: number;
  /** `percentile` unless given. */
  readonly method?: BootstrapMethod;
}

/** A figure computed of a table, which it must not keep; null when undefined. */
export type Metric = (table: CountTable) => number | null;

/**
 * A bootstrap interval of any metric of a table (Efron & Tibshirani 1993).
 *
 * Correct and incorrect answers of each confidence are resampled as counts, which is the bootstrap of records
 * in distribution. Throws `invalid-input` for graded outcomes, which have no counts.
 *
 * @example
 * ```ts
 * import { brierScore } from '@echo/metrics';
 * import { bootstrapInterval } from '@echo/metrics/uncertainty';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * bootstrapInterval(table, brierScore, { seed: 1 }); // → { value: 0.22, low: 0.1659, high: 0.274 }
 * ```
 */
export function bootstrapInterval(
  of: PredictionInput,
  metric: Metric,
  options: BootstrapOptions = {},
): Estimate {
  return bootstrapIntervals(of, [metric], options)[0] as Estimate;
}

/**
 * Bootstrap intervals of several metrics, from the same resamples.
 *
 * @example
 * ```ts
 * import { accuracy, brierScore } from '@echo/metrics';
 * import { bootstrapIntervals } from '@echo/metrics/uncertainty';
 *
 * const table = { n: 100, cells: [{ confidence: 0.8, n: 100, sum: 70, squares: 70 }] };
 * const [ofAccuracy] = bootstrapIntervals(table, [accuracy, brierScore], { seed: 1 });
 * ofAccuracy; // → { value: 0.7, low: 0.61, high: 0.7902 }
 * ```
 */
export function bootstrapIntervals(
  of: PredictionInput,
  metrics: readonly Metric[],
  { resamples = 1000, seed = 0, level = 0.95, method = 'percentile' }: BootstrapOptions = {},
): readonly Estimate[] {
  expectWhole('resamples', resamples, 0);
  expectInside('level', level);
  const table = tableOf(of);
  expectUngraded(table, 'a bootstrap');
  const values = metrics.map((metric) => (table.n === 0 ? null : metric(table)));
  const draws = metrics.map((): number[] => []);
  if (table.n > 0 && resamples > 0) {
    const resample = resampler(table, randomFrom(seed));
    for (let i = 0; i < resamples; i++) {
      const resampled = resample();
      metrics.forEach((metric, m) => {
        const drawn = values[m] === null ? null : metric(resampled);
        if (drawn !== null) draws[m]?.push(drawn);
      });
    }
  }
  return metrics.map((metric, m) => {
    const value = values[m] ?? null;
    const sorted = Float64Array.from(draws[m] ?? []).sort();
    if (value === null || sorted.length === 0) return { value, low: null, high: null };
    const tails = [(1 - level) / 2, (1 + level) / 2];
    const corrected = method === 'bca' ? correctedTails(table, metric, value, sorted, tails) : tails;
    if (corrected === null) return { value, low: null, high: null };
    const [low = 0, high = 0] = corrected.map((tail) => quantile(sorted, tail));
    return method === 'basic'
      ? { value, low: 2 * value - high, high: 2 * value - low }
      : { value, low, high };
  });
}

/**
 * A source of resampled tables: as many predictions drawn with replacement as there are, as counts.
 *
 * A multinomial in two stages (Brown & Bromberg 1984): independent Poisson counts that together fall a little
 * short, then single draws for the rest; after too many, all anew. A table is good until the next one is
 * drawn.
 */
export function resampler({ n, cells }: CountTable, random: Random): () => CountTable {
  const counts = cells.flatMap((cell) => [cell.n - cell.sum, cell.sum]);
  const share = Math.max(0, 1 - 1.5 / Math.sqrt(n));
  const many = samplerOf(counts.map((count) => poisson(count * share)));
  const single = samplerOf([{ first: 0, weights: counts }]);
  const drawn = new Uint32Array(counts.length);
  const cellsDrawn = cells.map((cell) => ({ ...cell }));
  return () => {
    let total = drawEach(many, random, drawn);
    while (total > n) total = drawEach(many, random, drawn);
    countDraws(single, random, { times: n - total, counts: drawn });
    const filled: CountCell[] = [];
    let i = 0;
    for (const cell of cellsDrawn) {
      const incorrect = drawn[i++] as number;
      const correct = drawn[i++] as number;
      cell.n = incorrect + correct;
      cell.sum = correct;
      cell.squares = correct;
      if (cell.n > 0) filled.push(cell);
    }
    return { n, cells: filled };
  };
}

/**
 * The shares of resamples below the ends of a BCa interval; null where all resamples lie to one side of the
 * value.
 */
function correctedTails(
  table: CountTable,
  metric: Metric,
  value: number,
  sorted: Float64Array,
  tails: readonly number[],
): readonly number[] | null {
  const below = sorted.filter((x) => x < value).length + sorted.filter((x) => x === value).length / 2;
  const bias = normalQuantile(below / sorted.length);
  const acceleration = jackknifeAcceleration(table, metric);
  if (!Number.isFinite(bias) || acceleration === null) return null;
  return tails.map((tail) => {
    const z = bias + normalQuantile(tail);
    return normalCdf(bias + z / (1 - acceleration * z));
  });
}

/**
 * Efron's (1987) acceleration Σ d³ / (6 (Σ d²)^1.5) of a bootstrap interval.
 *
 * The difference d is the mean of the metric without one prediction less the metric without this one.
 */
export function jackknifeAcceleration(table: CountTable, metric: Metric): number | null {
  const without: { count: number; value: number }[] = [];
  for (const [i, cell] of table.cells.entries()) {
    for (const [outcome, count] of [
      [0, cell.n - cell.sum],
      [1, cell.sum],
    ] as const) {
      if (count === 0) continue;
      const sum = cell.sum - outcome;
      const rest = cell.n > 1 ? [{ ...cell, n: cell.n - 1, sum, squares: sum }] : [];
      const value = metric({ n: table.n - 1, cells: table.cells.toSpliced(i, 1, ...rest) });
      if (value === null) return null;
      without.push({ count, value });
    }
  }
  const mean = without.reduce((sum, { count, value }) => sum + count * value, 0) / table.n;
  const power = (exponent: number) =>
    without.reduce((sum, { count, value }) => sum + count * (mean - value) ** exponent, 0);
  const squares = power(2);
  return squares > 0 ? power(3) / (6 * squares ** 1.5) : 0;
}
