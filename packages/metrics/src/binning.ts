import { expectOneOf, expectWhole } from './checks.js';
import type { CountCell, CountTable } from './count-table.js';
import { isOnEdge } from './edges.js';

/**
 * `lower`: bins are [lo, hi), the last one closed. `upper`: (lo, hi], the first one closed (Guo et al. 2017).
 */
export type Edges = 'lower' | 'upper';

/** Bins of `equal-width`, of `equal-mass`, or one for each `distinct` confidence. */
export type BinScheme = 'equal-width' | 'equal-mass' | 'distinct';

export interface BinningOptions {
  /** 10 unless given; without a meaning for `distinct`. */
  readonly bins?: number;
  /** Of bins of equal width; `lower` unless given. */
  readonly edges?: Edges;
  /** `equal-width` unless given. */
  readonly scheme?: BinScheme;
}

/** The sums of one bin. */
export interface Bin {
  /** Of equal width: the edges. Otherwise the least and the greatest confidence in it. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Of the confidences. */
  readonly confidence: number;
  /** Of the outcomes. */
  readonly correct: number;
  /** Of the outcomes' squares. */
  readonly squares: number;
}

/**
 * The bin that a confidence falls into, counted from 0.
 *
 * A confidence that counts as the edge k/bins is on that edge, so that 1/3 begins bin 1 of 3 under `lower`
 * and ends bin 0 under `upper`, whatever floating point makes of 3 · (1/3).
 */
export function binOf(confidence: number, bins: number, edges: Edges): number {
  const place = confidence * bins;
  const edge = Math.round(place);
  const onEdge = isOnEdge(confidence, edge / bins);
  if (edges === 'lower') return Math.min(bins - 1, onEdge ? edge : Math.floor(place));
  return Math.max(0, (onEdge ? edge : Math.ceil(place)) - 1);
}

/**
 * The bin of each cell, counted from 0.
 *
 * With equal mass a confidence belongs wholly to the bin its middle rank falls into, so that ties stay
 * together; bins may then stay empty. Throws `invalid-input` for options that are none.
 */
export function binsOfCells(
  { n, cells }: CountTable,
  { bins = 10, edges = 'lower', scheme = 'equal-width' }: BinningOptions = {},
): readonly number[] {
  expectWhole('bins', bins, 1);
  expectOneOf('edges', edges, ['lower', 'upper']);
  expectOneOf('scheme', scheme, ['equal-width', 'equal-mass', 'distinct']);
  if (scheme === 'distinct') return cells.map((_, i) => i);
  if (scheme === 'equal-width') return cells.map(({ confidence }) => binOf(confidence, bins, edges));
  let before = 0;
  return cells.map((cell) => {
    const bin = Math.floor((bins * (2 * before + cell.n)) / (2 * n));
    before += cell.n;
    return bin;
  });
}

/**
 * The bins of a table; every prediction is in exactly one.
 * Only bins of equal width are listed when empty.
 */
export function binTable(table: CountTable, options: BinningOptions = {}): readonly Bin[] {
  const { bins = 10, scheme } = options;
  const { cells } = table;
  const places = binsOfCells(table, options);
  const isWidth = scheme === undefined || scheme === 'equal-width';
  const sums: { -readonly [Sum in keyof Bin]: Bin[Sum] }[] = [];
  for (let i = 0; i < (scheme === 'distinct' ? cells.length : bins); i++) {
    const low = isWidth ? i / bins : 1;
    const high = isWidth ? (i + 1) / bins : 0;
    sums.push({ low, high, n: 0, confidence: 0, correct: 0, squares: 0 });
  }
  for (let i = 0; i < cells.length; i++) {
    const { confidence, n, sum, squares } = cells[i] as CountCell;
    const bin = sums[places[i] as number] as (typeof sums)[number];
    bin.n += n;
    bin.confidence += n * confidence;
    bin.correct += sum;
    bin.squares += squares;
    if (isWidth) continue;
    bin.low = Math.min(bin.low, confidence);
    bin.high = Math.max(bin.high, confidence);
  }
  return isWidth ? sums : filled(sums);
}

/** The bins that hold at least one prediction. */
export function filled<B extends { readonly n: number }>(bins: readonly B[]): readonly B[] {
  return bins.filter(({ n }) => n > 0);
}
