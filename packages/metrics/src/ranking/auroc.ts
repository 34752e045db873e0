import { expectUngraded } from '../checks.js';
import { sumOfOutcomes } from '../count-table.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { deviations, type Interval } from '../uncertainty/proportion-interval.js';

/**
 * AUROC: the probability that a correct answer has a higher confidence than an incorrect one, ties counting
 * half.
 *
 * Mann–Whitney with midranks; null unless there are both. A grade y counts as y correct and 1 − y incorrect.
 *
 * @example
 * ```ts
 * import { auroc } from '@echo/metrics';
 *
 * auroc({ confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] }); // → 0.75
 * ```
 */
export function auroc(of: PredictionInput): number | null {
  const table = tableOf(of);
  const correct = sumOfOutcomes(table);
  const incorrect = table.n - correct;
  if (correct <= 0 || incorrect <= 0) return null;
  let below = 0;
  let won = 0;
  for (const cell of table.cells) {
    const incorrectHere = cell.n - cell.sum;
    won += cell.sum * (below + incorrectHere / 2);
    below += incorrectHere;
  }
  return won / (correct * incorrect);
}

/**
 * DeLong's variance of AUROC (DeLong, DeLong & Clarke-Pearson 1988; from ranks, Sun & Xu 2014).
 *
 * Null with fewer than two correct or two incorrect answers. Throws `invalid-input` for graded outcomes.
 */
export function aurocVariance(of: PredictionInput): number | null {
  const table = tableOf(of);
  expectUngraded(table, "DeLong's variance");
  const area = auroc(table);
  const correct = sumOfOutcomes(table);
  const incorrect = table.n - correct;
  if (area === null || correct < 2 || incorrect < 2) return null;
  let [correctBelow, incorrectBelow, ofRight, ofWrong] = [0, 0, 0, 0];
  for (const { n, sum } of table.cells) {
    const incorrectHere = n - sum;
    ofRight += sum * ((incorrectBelow + incorrectHere / 2) / incorrect - area) ** 2;
    ofWrong += incorrectHere * (1 - (correctBelow + sum / 2) / correct - area) ** 2;
    correctBelow += sum;
    incorrectBelow += incorrectHere;
  }
  return ofRight / (correct - 1) / correct + ofWrong / (incorrect - 1) / incorrect;
}

export interface AurocIntervalOptions {
  /** .95 unless given. */
  readonly level?: number;
  /**
   * Symmetric on the logit of the area, which respects its bounds, or on the area itself, clipped to [0, 1].
   *
   * `logit` unless given.
   */
  readonly scale?: 'logit' | 'linear';
}

/**
 * The normal interval of AUROC by DeLong's variance, on the logit scale unless `linear`.
 *
 * Null where that variance is null, and on the logit scale for an area of 0 or 1.
 *
 * @example
 * ```ts
 * import { aurocInterval } from '@echo/metrics';
 *
 * const predictions = { confidence: [0.9, 0.8, 0.6, 0.3], correct: [1, 0, 1, 0] };
 * aurocInterval(predictions); // → { low: 0.0693, high: 0.9918 }
 * ```
 */
export function aurocInterval(
  of: PredictionInput,
  { level = 0.95, scale = 'logit' }: AurocIntervalOptions = {},
): Interval | null {
  const z = deviations(level);
  const table = tableOf(of);
  const area = auroc(table);
  const variance = aurocVariance(table);
  if (area === null || variance === null) return null;
  const error = Math.sqrt(variance);
  if (scale === 'linear') return { low: Math.max(0, area - z * error), high: Math.min(1, area + z * error) };
  if (area === 0 || area === 1) return null;
  const logit = Math.log(area / (1 - area));
  const half = (z * error) / (area * (1 - area));
  return { low: 1 / (1 + Math.exp(half - logit)), high: 1 / (1 + Math.exp(-half - logit)) };
}
