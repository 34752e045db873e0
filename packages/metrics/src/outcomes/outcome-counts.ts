import { MetricsError } from '../errors.js';
import type { Prediction, Predictions } from '../prediction.js';
import { outcomeAt } from '../tally.js';

/** The numbers of predictions that were correct, incorrect, partly correct, or abstained from. */
export interface OutcomeCounts {
  readonly correct: number;
  readonly incorrect: number;
  /** Grades strictly between 0 and 1; benchmarks that know only correct and incorrect have none. */
  readonly partial: number;
  /** Not attempted, whatever `correct` says of them. */
  readonly abstained: number;
}

/**
 * Outcomes counted as SimpleQA and AA-Omniscience count them: an abstention is neither correct nor incorrect.
 *
 * Confidences are not looked at. Throws `invalid-input`, naming the index, for a `correct` or `abstained`
 * that is none.
 *
 * @example
 * ```ts
 * import { outcomeCounts } from '@echo/metrics';
 *
 * outcomeCounts({ confidence: [0.9, 0.8, 0.3], correct: [1, 0, 0], abstained: [0, 0, 1] });
 * // → { correct: 1, incorrect: 1, partial: 0, abstained: 1 }
 * ```
 */
export function outcomeCounts(predictions: Predictions): OutcomeCounts {
  const counts = { correct: 0, incorrect: 0, partial: 0, abstained: 0 };
  const count = (index: number, correct: number | boolean, abstained: unknown): void => {
    const outcome = outcomeAt(index, correct);
    if (isAbstained(index, abstained)) counts.abstained++;
    else if (outcome === 1) counts.correct++;
    else if (outcome === 0) counts.incorrect++;
    else counts.partial++;
  };
  if ('confidence' in predictions) {
    const { correct, abstained } = predictions;
    expectAsMany(correct, abstained);
    for (let i = 0; i < correct.length; i++) count(i, correct[i] as number, abstained?.[i]);
  } else {
    for (let i = 0; i < predictions.length; i++) {
      const { correct, abstained } = predictions[i] as Prediction;
      count(i, correct, abstained);
    }
  }
  return counts;
}

/** Share of the predictions that decline to answer; null of nothing, and of columns that do not tell. */
export function abstentionRate(predictions: Predictions): number | null {
  const flags: ArrayLike<unknown> =
    'confidence' in predictions
      ? (predictions.abstained ?? [])
      : predictions.map(({ abstained }) => abstained ?? false);
  if ('confidence' in predictions && predictions.abstained)
    expectAsMany(predictions.correct, predictions.abstained);
  let abstained = 0;
  for (let i = 0; i < flags.length; i++) if (isAbstained(i, flags[i])) abstained++;
  return flags.length > 0 ? abstained / flags.length : null;
}

/** A flag of `abstained`: true or false, in columns 1 or 0 too; left out, it is false. */
export function isAbstained(index: number, flag: unknown): boolean {
  if (flag === undefined || flag === false || flag === 0) return false;
  if (flag === true || flag === 1) return true;
  throw new MetricsError(
    `Expected \`abstained\` of prediction ${index} to be true or false, got ${JSON.stringify(flag)}.`,
  );
}

/** Throws unless there are as many flags of abstention as outcomes, or none at all. */
export function expectAsMany(correct: ArrayLike<unknown>, abstained: ArrayLike<unknown> | undefined): void {
  if (abstained && abstained.length !== correct.length)
    throw new MetricsError(
      `Expected as many abstentions as outcomes, got ${abstained.length} and ${correct.length}.`,
    );
}
