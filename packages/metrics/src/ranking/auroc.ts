import { expectUngraded } from '../checks.js';
import { type PredictionInput, sumOfOutcomes, tableOf } from '../count-table.js';
import { deviations, type Interval } from '../uncertainty/proportion-interval.js';

/**
 * The chance that a right answer was stated with more confidence than a wrong one, ties counting half (Mann–Whitney with midranks);
 * null unless there are both. A grade y counts as y right and 1 − y wrong.
 */
export function auroc(of: PredictionInput): number | null {
  const table = tableOf(of);
  const right = sumOfOutcomes(table);
  const wrong = table.n - right;
  if (right <= 0 || wrong <= 0) return null;
  let below = 0;
  let won = 0;
  for (const cell of table.cells) {
    const wrongHere = cell.n - cell.sum;
    won += cell.sum * (below + wrongHere / 2);
    below += wrongHere;
  }
  return won / (right * wrong);
}

/**
 * DeLong's variance of AUROC (DeLong, DeLong & Clarke-Pearson 1988; from ranks, Sun & Xu 2014). Null with fewer than two right or two
 * wrong answers. Throws `invalid-input` for graded outcomes.
 */
export function aurocVariance(of: PredictionInput): number | null {
  const table = tableOf(of);
  expectUngraded(table, "DeLong's variance");
  const area = auroc(table);
  const right = sumOfOutcomes(table);
  const wrong = table.n - right;
  if (area === null || right < 2 || wrong < 2) return null;
  let [rightBelow, wrongBelow, ofRight, ofWrong] = [0, 0, 0, 0];
  for (const { n, sum } of table.cells) {
    const wrongHere = n - sum;
    ofRight += sum * ((wrongBelow + wrongHere / 2) / wrong - area) ** 2;
    ofWrong += wrongHere * (1 - (rightBelow + sum / 2) / right - area) ** 2;
    rightBelow += sum;
    wrongBelow += wrongHere;
  }
  return ofRight / (right - 1) / right + ofWrong / (wrong - 1) / wrong;
}

export interface AurocIntervalOptions {
  /** .95 unless given. */
  readonly level?: number;
  /** Symmetric on the logit of the area, which respects its bounds, or on the area itself, clipped to [0, 1]. `logit` unless given. */
  readonly scale?: 'logit' | 'linear';
}

/** The normal interval of AUROC by DeLong's variance; null where that is null, and on the logit scale for an area of 0 or 1. */
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
