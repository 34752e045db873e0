import { type CountCell, type CountTable, sumOfOutcomes } from '../count-table.js';
import { applyIsotonic, fitIsotonic } from '../recalibration/isotonic.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { surprise } from './log-loss.js';

/** score = miscalibration − discrimination + uncertainty. */
export interface CorpDecomposition {
  /** MCB: what the score would gain by the best non-decreasing recalibration. */
  readonly miscalibration: number;
  /** DSC: what the recalibrated confidences gain over the base rate. */
  readonly discrimination: number;
  /** UNC: the score of always stating the base rate. */
  readonly uncertainty: number;
}

/** Sums of a score over a cell, if p were stated in it. */
const SCORES = {
  brier: ({ n, sum, squares }: CountCell, p: number) => p * (n * p - 2 * sum) + squares,
  log: ({ n, sum }: CountCell, p: number) => surprise(n, sum, p),
};

/**
 * CORP decomposition of the Brier or the log score: no bins to choose, all parts ≥ 0.
 *
 * Dimitriadis, Gneiting & Jordan (2021, doi:10.1073/pnas.2016191118). For the log score stated confidences
 * are clipped to [1e-7, 1 − 1e-7]. `brier` unless given; null of nothing.
 *
 * @example
 * ```ts
 * import { corpDecomposition } from '@echo/metrics';
 *
 * corpDecomposition({ confidence: [0.9, 0.9, 0.2, 0.2], correct: [1, 0, 0, 0] });
 * // → { miscalibration: 0.1, discrimination: 0.0625, uncertainty: 0.1875 }
 * ```
 */
export function corpDecomposition(
  of: PredictionInput,
  { score = 'brier' }: { readonly score?: keyof typeof SCORES } = {},
): CorpDecomposition | null {
  const table = tableOf(of);
  if (table.n === 0) return null;
  const rate = sumOfOutcomes(table) / table.n;
  const clip = score === 'log' ? 1e-7 : 0;
  const mean = (stated: (cell: CountCell) => number) =>
    table.cells.reduce((sum, cell) => sum + SCORES[score](cell, stated(cell)), 0) / table.n;
  const recalibrated = mean(isotonicAt(table));
  const uncertainty = mean(() => rate);
  return {
    miscalibration: mean(({ confidence }) => Math.min(1 - clip, Math.max(clip, confidence))) - recalibrated,
    discrimination: uncertainty - recalibrated,
    uncertainty,
  };
}

/** The isotonic fit of the outcomes at a confidence. */
export function isotonicAt(table: CountTable): (cell: { readonly confidence: number }) => number {
  const map = fitIsotonic(table);
  return ({ confidence }) => applyIsotonic(map, confidence);
}
