import type { Probability } from '@echo/core';
import type { Difficulty, Domain } from '@echo/tasks';

/** One task, posed once, and what came of it; a `Prediction` of `@echo/metrics`. */
export interface Trial {
  readonly taskId: string;
  readonly domain: Domain;
  readonly difficulty: Difficulty;
  readonly familiarity?: 'known' | 'unknown';
  readonly confidence: Probability;
  /** Partial credit in [0, 1]. */
  readonly grade: Probability;
  /** The verdict, which every metric of a report goes by. */
  readonly correct: boolean;
  readonly wellFormed: boolean;
  /** Whether the reply declines to answer: grade 0, and incorrect. */
  readonly abstained: boolean;
  readonly answer: string;
}
