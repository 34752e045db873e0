import { type BinningOptions, binsOfCells } from '../binning.js';
import { meanOver, sumOfOutcomes } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';

/**
 * Mean (confidence − outcome)² (Brier 1950); null of nothing.
 *
 * @example
 * ```ts
 * import { brierScore } from '@echo/metrics';
 *
 * brierScore({ confidence: [0.9, 0.8], correct: [1, 0] }); // → 0.325
 * ```
 */
export function brierScore(of: PredictionInput): number | null {
  return meanOver(
    tableOf(of),
    ({ confidence, n, sum, squares }) => confidence * (n * confidence - 2 * sum) + squares,
  );
}

/**
 * Brier skill score, 1 − Brier score / that of always stating the base rate: 1 is perfect, 0 no better.
 *
 * Null unless outcomes differ.
 *
 * @example
 * ```ts
 * import { brierSkill } from '@echo/metrics';
 *
 * brierSkill({ confidence: [0.9, 0.2], correct: [1, 0] }); // → 0.9
 * ```
 */
export function brierSkill(of: PredictionInput): number | null {
  const table = tableOf(of);
  const score = brierScore(table);
  const rate = sumOfOutcomes(table) / table.n;
  const reference = meanOver(table, ({ n, sum, squares }) => n * rate * rate - 2 * rate * sum + squares);
  return score === null || reference === null || reference < 1e-15 ? null : 1 - score / reference;
}

/**
 * The parts of the Brier score: reliability − resolution + uncertainty + withinBinVariance −
 * withinBinCovariance − grading, exactly.
 */
export interface BrierDecomposition {
  /** Mean squared gap between mean confidence and accuracy: 0 when calibrated. */
  readonly reliability: number;
  /** Mean squared gap between the accuracy at a confidence and the overall one: what the confidences tell. */
  readonly resolution: number;
  /** Base rate · (1 − base rate), the variance of outcomes of 0 and 1: what there is to tell. */
  readonly uncertainty: number;
  /** Mean (confidence − the bin's)²: 0 with one bin for each distinct confidence. */
  readonly withinBinVariance: number;
  /** 2 · mean (outcome − the bin's accuracy)(confidence − the bin's): 0 likewise. */
  readonly withinBinCovariance: number;
  /** Mean outcome · (1 − outcome): 0 unless outcomes are graded. */
  readonly grading: number;
}

/**
 * Decomposition of the Brier score by Murphy (1973), on distinct confidences unless a binning is given.
 *
 * The terms within bins are those of Stephenson, Coelho & Jolliffe (2008). Null of nothing.
 *
 * @example
 * ```ts
 * import { brierDecomposition } from '@echo/metrics';
 *
 * brierDecomposition({ confidence: [0.9, 0.9, 0.2, 0.2], correct: [1, 0, 0, 0] });
 * // → { reliability: 0.1, resolution: 0.0625, uncertainty: 0.1875, … }
 * ```
 */
export function brierDecomposition(
  of: PredictionInput,
  options: BinningOptions = { scheme: 'distinct' },
): BrierDecomposition | null {
  const table = tableOf(of);
  const { n, cells } = table;
  if (n === 0) return null;
  const rate = sumOfOutcomes(table) / n;
  const bins = new Map<number, { n: number; confidence: number; correct: number }>();
  const places = binsOfCells(table, options);
  cells.forEach((cell, i) => {
    const place = places[i] as number;
    const bin = bins.get(place) ?? { n: 0, confidence: 0, correct: 0 };
    bin.n += cell.n;
    bin.confidence += cell.n * cell.confidence;
    bin.correct += cell.sum;
    bins.set(place, bin);
  });
  let reliability = 0;
  let resolution = 0;
  for (const bin of bins.values()) {
    reliability += bin.n * ((bin.confidence - bin.correct) / bin.n) ** 2;
    resolution += bin.n * (bin.correct / bin.n - rate) ** 2;
  }
  let variance = 0;
  let covariance = 0;
  cells.forEach((cell, i) => {
    const bin = bins.get(places[i] as number) ?? { n: 1, confidence: 0, correct: 0 };
    const apart = cell.confidence - bin.confidence / bin.n;
    variance += cell.n * apart * apart;
    covariance += 2 * apart * (cell.sum - (cell.n * bin.correct) / bin.n);
  });
  return {
    reliability: reliability / n,
    resolution: resolution / n,
    uncertainty: rate * (1 - rate),
    withinBinVariance: variance / n,
    withinBinCovariance: covariance / n,
    grading: cells.reduce((sum, cell) => sum + cell.sum - cell.squares, 0) / n,
  };
}

/**
 * The resolution of the Brier score: how far the accuracy at a confidence lies from the overall one, squared
 * and averaged.
 */
export function resolution(of: PredictionInput, options?: BinningOptions): number | null {
  return brierDecomposition(of, options)?.resolution ?? null;
}
