import { expectUngraded } from '../checks.js';
import { sumOfOutcomes } from '../count-table.js';
import { MetricsError } from '../errors.js';
import type { Prediction } from '../prediction.js';
import { auroc } from '../ranking/auroc.js';
import { twoSidedP } from '../special/normal.js';
import { tabulate } from '../tabulate.js';
import { withinBounds } from '../tally.js';
import { deviations } from './proportion-interval.js';

/** AUROC of the first less that of the second, with DeLong's interval and two-sided p of no difference. */
export interface AurocComparison {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Null if the variance is 0. */
  readonly z: number | null;
  readonly p: number | null;
}

/**
 * DeLong, DeLong & Clarke-Pearson's (1988) comparison of two correlated AUROCs, prediction i being of task i.
 *
 * Where both models are correct and incorrect on the same tasks it is theirs to the letter; where not, each
 * task carries what it adds to either area. Null unless both have two correct and two incorrect answers.
 * Throws `invalid-input` for lists of unequal length and for graded outcomes.
 *
 * @example
 * ```ts
 * import { compareAurocs } from '@echo/metrics/uncertainty';
 *
 * const prediction = (confidence: number, i: number) => ({ confidence, correct: i % 2 === 0 });
 * const first = [0.9, 0.8, 0.6, 0.3].map(prediction);
 * const second = [0.9, 0.2, 0.8, 0.3].map(prediction);
 * compareAurocs(first, second)?.difference; // → -0.25
 * ```
 */
export function compareAurocs(
  first: readonly Prediction[],
  second: readonly Prediction[],
  level = 0.95,
): AurocComparison | null {
  if (first.length !== second.length)
    throw new MetricsError(
      `Expected two predictions for each task, got ${first.length} and ${second.length}.`,
    );
  const [a, b] = [placements(first), placements(second)];
  if (!a || !b) return null;
  const difference = a.area - b.area;
  const variance = a.parts.reduce((sum, part, i) => sum + (part - (b.parts[i] as number)) ** 2, 0);
  const half = deviations(level) * Math.sqrt(variance);
  const z = variance > 0 ? difference / Math.sqrt(variance) : null;
  return {
    difference,
    low: difference - half,
    high: difference + half,
    z,
    p: z === null ? null : twoSidedP(z),
  };
}

/** The contribution of each prediction to the area, scaled so that the squares add up to its variance. */
function placements(predictions: readonly Prediction[]): { area: number; parts: readonly number[] } | null {
  const table = tabulate(predictions);
  expectUngraded(table, "DeLong's comparison");
  const area = auroc(table);
  const correct = sumOfOutcomes(table);
  const incorrect = table.n - correct;
  if (area === null || correct < 2 || incorrect < 2) return null;
  const parts = new Map<number, readonly [ofIncorrect: number, ofCorrect: number]>();
  let [correctBelow, incorrectBelow] = [0, 0];
  for (const { confidence, n, sum } of table.cells) {
    const incorrectHere = n - sum;
    parts.set(confidence, [
      (1 - (correctBelow + sum / 2) / correct - area) / Math.sqrt(incorrect * (incorrect - 1)),
      ((incorrectBelow + incorrectHere / 2) / incorrect - area) / Math.sqrt(correct * (correct - 1)),
    ]);
    correctBelow += sum;
    incorrectBelow += incorrectHere;
  }
  return {
    area,
    parts: predictions.map(({ confidence, correct }) => {
      const [ofIncorrect = 0, ofCorrect = 0] = parts.get(withinBounds(confidence)) ?? [];
      return correct ? ofCorrect : ofIncorrect;
    }),
  };
}
