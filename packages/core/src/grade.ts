import type { Probability } from './probability.js';

/**
 * The grading of an answer: partial credit, and the verdict.
 *
 * The accuracy term of a reward pays the grade. Everything that says correct (accuracy, calibration,
 * outcomes) means the verdict.
 */
export interface Grade {
  /** Partial credit in [0, 1], by the rules published for the kind of answer. */
  readonly grade: Probability;
  /** Whether the answer is correct, as the scorer of the task's source would say. */
  readonly correct: boolean;
}
