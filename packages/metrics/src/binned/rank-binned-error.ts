import { expectOneOf, expectWhole } from '../checks.js';
import { type Measurable, type Table, tableOf } from '../table.js';
import type { Norm } from './calibration-error.js';

export interface RankBinnedOptions {
  /** Predictions in a bin; 100 unless given. The last bin holds up to twice as many less one. */
  readonly binSize?: number;
  /** `l2` unless given: the root mean square. */
  readonly norm?: Norm;
  /** Leaves the most confident bin out of the sum, as the published code does; false unless given. */
  readonly dropLast?: boolean;
}

interface RankBin {
  n: number;
  confidence: number;
  correct: number;
}

/**
 * Calibration error over bins of 100 neighbours by rank, √Σ n_b/n · (mean confidence − accuracy)²: that of Humanity's Last Exam.
 * ⌊n/100⌋ bins, at least one, the last extended to n (Hendrycks et al. 2019; Nature 649:1139). A tie group that bins share gives each
 * its mean outcome, where the published code depends on the order of the predictions. The published code also leaves the
 * last bin, the 100 to 199 most confident answers, out of the sum but not out of n: `dropLast` does the same, for comparison with a
 * leaderboard; it gives 0 where there is no other bin. Null of nothing.
 */
export function rankBinnedError(
  of: Measurable,
  { binSize = 100, norm = 'l2', dropLast = false }: RankBinnedOptions = {},
): number | null {
  expectWhole('binSize', binSize, 1);
  expectOneOf('norm', norm, ['l1', 'l2', 'max']);
  const table = tableOf(of);
  if (table.n === 0) return null;
  const all = rankBins(table, binSize);
  const bins = dropLast ? all.slice(0, -1) : all;
  const gaps = bins.map(({ n, confidence, correct }) => ({ n, gap: Math.abs(confidence - correct) / n }));
  if (norm === 'max') return Math.max(0, ...gaps.map(({ gap }) => gap));
  const power = norm === 'l1' ? 1 : 2;
  return gaps.reduce((sum, { n, gap }) => sum + (n / table.n) * gap ** power, 0) ** (1 / power);
}

function rankBins({ n, cells }: Table, size: number): readonly RankBin[] {
  const last = Math.max(1, Math.floor(n / size)) - 1;
  const bins = Array.from({ length: last + 1 }, (): RankBin => ({ n: 0, confidence: 0, correct: 0 }));
  let at = 0;
  for (const cell of cells) {
    let left = cell.n;
    while (left > 0) {
      const bin = bins[at] as RankBin;
      const here = at < last ? Math.min(left, size - bin.n) : left;
      bin.n += here;
      bin.confidence += here * cell.confidence;
      bin.correct += (here * cell.sum) / cell.n;
      left -= here;
      if (at < last && bin.n === size) at++;
    }
  }
  return bins;
}
