import { expectOneOf, expectWhole } from '../checks.js';
import type { CountTable } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import type { Norm } from './calibration-error.js';

export interface RankBinnedOptions {
  /** Predictions in a bin; 100 unless given. The last bin holds up to twice as many less one. */
  readonly binSize?: number;
  /** `l2` unless given: the root mean square. */
  readonly norm?: Norm;
  /** Leaves the most confident bin out of the sum, as the published code does; false unless given. */
  readonly dropLast?: boolean;
}

/** Neighbouring bins of one gap. */
interface RankBins {
  readonly n: number;
  readonly gap: number;
}

/**
 * The calibration error of Humanity's Last Exam, over bins of 100 neighbours by rank.
 *
 * √Σ n_b/n · (mean confidence − accuracy)². ⌊n/100⌋ bins, at least one, the last extended to n (Hendrycks et
 * al. 2019; Nature 649:1139). A tie group that bins share gives each its mean outcome, where the published
 * code depends on the order of the predictions. The published code also leaves the last bin, the 100 to 199
 * most confident answers, out of the sum but not out of n: `dropLast` does the same, for comparison with a
 * leaderboard; it gives 0 where there is no other bin. Null of nothing.
 *
 * @example
 * ```ts
 * import { rankBinnedError } from '@echo/metrics';
 *
 * const predictions = { confidence: [0.9, 0.8, 0.3, 0.2], correct: [1, 0, 0, 0] };
 * rankBinnedError(predictions, { binSize: 2 }); // → 0.3041
 * ```
 */
export function rankBinnedError(
  of: PredictionInput,
  { binSize = 100, norm = 'l2', dropLast = false }: RankBinnedOptions = {},
): number | null {
  expectWhole('binSize', binSize, 1);
  expectOneOf('norm', norm, ['l1', 'l2', 'max']);
  const table = tableOf(of);
  if (table.n === 0) return null;
  const all = rankBins(table, binSize);
  const bins = dropLast ? all.slice(0, -1) : all;
  if (norm === 'max') return bins.reduce((most, { gap }) => Math.max(most, gap), 0);
  const power = norm === 'l1' ? 1 : 2;
  return bins.reduce((sum, { n, gap }) => sum + (n / table.n) * gap ** power, 0) ** (1 / power);
}

/** The bins in order, those that lie inside one tie group together, the last bin by itself. */
function rankBins({ n, cells }: CountTable, size: number): readonly RankBins[] {
  const bins: RankBins[] = [];
  let open = Math.max(1, Math.floor(n / size)) - 1; // bins before the last that are still to be filled
  let [inside, confidence, correct] = [0, 0, 0];
  const close = (): void => {
    bins.push({ n: inside, gap: Math.abs(confidence - correct) / inside });
    [inside, confidence, correct] = [0, 0, 0];
  };
  for (const cell of cells) {
    const rate = cell.sum / cell.n;
    const put = (count: number): void => {
      inside += count;
      confidence += count * cell.confidence;
      correct += count * rate;
    };
    let left = cell.n;
    if (open > 0 && inside > 0) {
      const missing = Math.min(left, size - inside);
      put(missing);
      left -= missing;
      if (inside === size) {
        close();
        open--;
      }
    }
    const whole = inside > 0 ? 0 : Math.min(open, Math.floor(left / size));
    if (whole > 0) bins.push({ n: whole * size, gap: Math.abs(cell.confidence - rate) });
    open -= whole;
    put(left - whole * size);
  }
  close();
  return bins;
}
