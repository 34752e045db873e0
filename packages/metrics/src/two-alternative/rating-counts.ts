import { type BinningOptions, binsOfCells } from '../binning.js';
import { MetricsError } from '../errors.js';
import { tabulate } from '../tabulate.js';

/** An answer to a question with two alternatives, with the confidence that it is correct. */
export interface TwoAlternativePrediction {
  readonly confidence: number;
  readonly correct: boolean;
  /** Which alternative is correct: `second` is that which answers are counted as hits for, such as “true”. */
  readonly truth: 'first' | 'second';
}

/**
 * The counts of 2R responses, from the first alternative with the highest rating to the second with the
 * highest.
 */
export interface RatingCounts {
  /** Counts where the first alternative was correct. */
  readonly first: readonly number[];
  /** Counts where the second alternative was correct. */
  readonly second: readonly number[];
}

/**
 * Responses counted by truth, answer and rating, as `metaDPrime` takes them.
 *
 * Confidences become R ratings by bins, `equal-mass` and R = 4 unless given. Throws `invalid-input` for a
 * `correct` that is graded or a `truth` that is neither alternative.
 *
 * @example
 * ```ts
 * import { ratingCounts } from '@echo/metrics/two-alternative';
 *
 * const sure = { confidence: 0.9, correct: true, truth: 'first' } as const;
 * const unsure = { confidence: 0.6, correct: false, truth: 'second' } as const;
 * ratingCounts([sure, unsure], { bins: 2 }); // → { first: [1, 0, 0, 0], second: [0, 1, 0, 0] }
 * ```
 */
export function ratingCounts(
  predictions: readonly TwoAlternativePrediction[],
  { bins = 4, scheme = 'equal-mass', ...binning }: BinningOptions = {},
): RatingCounts {
  const table = tabulate(predictions);
  const places = binsOfCells(table, { bins, scheme, ...binning });
  const ratingOf = new Map(table.cells.map(({ confidence }, i) => [confidence, places[i] as number]));
  const ratings = scheme === 'distinct' ? table.cells.length : bins;
  const counts = { first: zeros(2 * ratings), second: zeros(2 * ratings) };
  predictions.forEach(({ confidence, correct, truth }, i) => {
    if (typeof correct !== 'boolean' || !(truth === 'first' || truth === 'second'))
      throw new MetricsError(
        `Expected prediction ${i} to have a \`correct\` of true or false and a \`truth\` of first or second.`,
      );
    const rating = ratingOf.get(confidence) as number;
    const saysSecond = correct === (truth === 'second');
    const place = saysSecond ? ratings + rating : ratings - 1 - rating;
    counts[truth][place] = (counts[truth][place] as number) + 1;
  });
  return counts;
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
