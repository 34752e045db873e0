import { MetricsError } from './errors.js';
import { percentOf, type Table } from './table.js';

/** `lower`: bins are [lo, hi), the last one closed. `upper`: (lo, hi], the first one closed (Guo et al. 2017). */
export type Edges = 'lower' | 'upper';

export interface BinningOptions {
  /** Equal-width bins of [0, 1]; 10 unless given. */
  readonly bins?: number;
  /** `lower` unless given. */
  readonly edges?: Edges;
}

/** The sums of one bin. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Of the confidences. */
  readonly confidence: number;
  /** Of the outcomes. */
  readonly correct: number;
}

/** Which bin a confidence falls into, decided in per cents: stated confidences lie on edges all the time, and .3 < 3 · .1 in floating point. */
export function binOf(confidence: number, bins: number, edges: Edges): number {
  const place = (percentOf(confidence) * bins) / 100;
  return edges === 'lower' ? Math.min(bins - 1, Math.floor(place)) : Math.max(0, Math.ceil(place) - 1);
}

/** Equal-width bins of a table; every prediction is in exactly one. */
export function binTable(table: Table, { bins = 10, edges = 'lower' }: BinningOptions = {}): readonly Bin[] {
  if (!Number.isInteger(bins) || bins < 1)
    throw new MetricsError(`Expected \`bins\` to be a whole number of at least 1, got ${bins}.`);
  const sums = Array.from({ length: bins }, (_, i) => ({
    low: i / bins,
    high: (i + 1) / bins,
    n: 0,
    confidence: 0,
    correct: 0,
  }));
  for (const { confidence, n, sum } of table.cells) {
    const bin = sums[binOf(confidence, bins, edges)];
    if (!bin) continue;
    bin.n += n;
    bin.confidence += n * confidence;
    bin.correct += sum;
  }
  return sums;
}
