import type { Probability } from '@echo/core';
import type { Difficulty, Domain } from '@echo/tasks';

/** One task, posed once, and what came of it. */
export interface Trial {
  readonly taskId: string;
  readonly domain: Domain;
  readonly difficulty: Difficulty;
  readonly familiarity?: 'known' | 'unknown';
  readonly confidence: Probability;
  /** The grade in [0, 1]. */
  readonly correctness: Probability;
  readonly correct: boolean;
  readonly wellFormed: boolean;
  readonly abstained: boolean;
  readonly answer: string;
}
