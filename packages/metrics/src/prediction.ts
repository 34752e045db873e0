/**
 * A stated confidence in [0, 1] and whether the answer was correct; a graded answer gives `correct` in [0,
 * 1].
 */
export interface Prediction {
  readonly confidence: number;
  readonly correct: boolean | number;
  readonly domain?: string;
  readonly difficulty?: string;
  /**
   * Whether the model declined to answer; false unless given.
   * Outcome counts, their scores, the abstention rate and the confidence-target score look at it. To all else
   * its confidence and outcome count like any other's: to measure the attempted answers alone, leave the
   * abstentions out before.
   */
  readonly abstained?: boolean;
}

/** Predictions in columns of equal length; outcomes are 0 and 1, booleans, or grades between. */
export interface PredictionColumns {
  readonly confidence: ArrayLike<number>;
  readonly correct: ArrayLike<number | boolean>;
  /** 1 or true where the model declined to answer. Left out, the columns do not tell. */
  readonly abstained?: ArrayLike<number | boolean>;
}

export type Predictions = readonly Prediction[] | PredictionColumns;
