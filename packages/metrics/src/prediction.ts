/** A stated confidence in [0, 1] and whether the answer was right; a graded answer gives `correct` in [0, 1]. */
export interface Prediction {
  readonly confidence: number;
  readonly correct: boolean | number;
  readonly domain?: string;
  readonly difficulty?: string;
  /**
   * The model declined to answer. Its confidence and outcome count like any other's; only `abstentionRate` looks at it. To measure the
   * answers alone, leave the abstentions out before.
   */
  readonly abstained?: boolean;
}

/** The same in columns: two arrays of equal length, the second of 0 and 1 or grades between. */
export interface PredictionColumns {
  readonly confidence: ArrayLike<number>;
  readonly correct: ArrayLike<number | boolean>;
}

export type Predictions = readonly Prediction[] | PredictionColumns;
