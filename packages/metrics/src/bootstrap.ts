import { quantileSorted } from 'simple-statistics';
import { MetricsError } from './errors.js';
import { type Measurable, type Table, tableOf } from './table.js';

/** A value with a range it plausibly lies in; all null when it is undefined. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface BootstrapOptions {
  /** 1,000 unless given. */
  readonly resamples?: number;
  /** A whole number; 0 unless given. Equal seeds give equal intervals. */
  readonly seed?: number;
  /** .95 unless given. */
  readonly level?: number;
  /** `percentile` takes quantiles of the resampled values; `basic` reflects them about the value, which undoes a bias (ECE's is upward). */
  readonly method?: 'percentile' | 'basic';
}

/**
 * A bootstrap interval of any metric of a table (Efron & Tibshirani 1993). Right and wrong answers of each confidence are resampled as
 * counts, which is the bootstrap of records in distribution. Outcomes must be 0 or 1: graded ones have no counts.
 */
export function bootstrapInterval(
  of: Measurable,
  metric: (table: Table) => number | null,
  options: BootstrapOptions = {},
): Estimate {
  const { resamples = 1000, seed = 0, level = 0.95, method = 'percentile' } = options;
  const table = tableOf(of);
  const value = table.n === 0 ? null : metric(table);
  if (value === null) return { value: null, low: null, high: null };
  const atoms = table.cells.flatMap(({ confidence, n, sum, squares }) => {
    if (Math.abs(sum - squares) > 1e-9) {
      throw new MetricsError(
        'Expected outcomes of 0 and 1 for a bootstrap, got grades between; round them first.',
      );
    }
    return [
      { confidence, outcome: 0, n: n - sum },
      { confidence, outcome: 1, n: sum },
    ].filter((atom) => atom.n > 0);
  });
  const owners = ownersOf(atoms, table.n);
  const random = mulberry32(seed);
  const values: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const resampled = metric(resample(atoms, owners, random));
    if (resampled !== null) values.push(resampled);
  }
  if (values.length === 0) return { value, low: null, high: null };
  values.sort((a, b) => a - b);
  const low = quantileSorted(values, (1 - level) / 2);
  const high = quantileSorted(values, (1 + level) / 2);
  return method === 'percentile'
    ? { value, low, high }
    : { value, low: 2 * value - high, high: 2 * value - low };
}

interface Atom {
  readonly confidence: number;
  readonly outcome: number;
  readonly n: number;
}

/** The atom each record belongs to: drawing a record is one look-up. */
function ownersOf(atoms: readonly Atom[], n: number): Uint32Array {
  const owners = new Uint32Array(n);
  let at = 0;
  atoms.forEach((atom, i) => {
    owners.fill(i, at, at + atom.n);
    at += atom.n;
  });
  return owners;
}

/** As many draws with replacement as there are records, as counts. */
function resample(atoms: readonly Atom[], owners: Uint32Array, random: () => number): Table {
  const n = owners.length;
  const counts = new Uint32Array(atoms.length);
  for (let i = 0; i < n; i++) {
    const drawn = owners[Math.floor(random() * n)] as number;
    counts[drawn] = (counts[drawn] as number) + 1;
  }
  const cells: { confidence: number; n: number; sum: number; squares: number }[] = [];
  atoms.forEach(({ confidence, outcome }, i) => {
    const count = counts[i] as number;
    if (count === 0) return;
    const last = cells.at(-1);
    const cell = last?.confidence === confidence ? last : { confidence, n: 0, sum: 0, squares: 0 };
    if (cell !== last) cells.push(cell);
    cell.n += count;
    cell.sum += count * outcome;
    cell.squares += count * outcome;
  });
  return { n, cells };
}

/** Mulberry32 (Tommy Ettinger): 32 bits of state, one number in [0, 1) a call. */
function mulberry32(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
