import type { Probability } from '@echo/core';
import type { Difficulty, Domain } from '@echo/tasks';

/** A trial: one task, posed once, with the graded completion; a `Prediction` of `@echo/metrics`. */
export interface Trial {
  readonly taskId: string;
  readonly domain: Domain;
  readonly difficulty: Difficulty;
  readonly familiarity?: 'known' | 'unknown';
  readonly confidence: Probability;
  /** Partial credit in [0, 1]. */
  readonly grade: Probability;
  /** The verdict, which every metric of a report uses. */
  readonly correct: boolean;
  readonly wellFormed: boolean;
  /** Whether the completion abstains: grade 0, and incorrect. */
  readonly abstained: boolean;
  readonly answer: string;
}
