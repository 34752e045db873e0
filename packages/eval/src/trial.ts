import type { Probability, TokenUsage } from '@echo/core';
import type { Difficulty, Domain } from '@echo/tasks';

/** An answer with its confidence and its grading. */
export interface Reading {
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

/** The reason a call failed. */
export interface TrialError {
  readonly message: string;
  /** The HTTP status, where a service answered with one. */
  readonly status?: number;
}

/** A trial: one task, posed once, with the graded completion; a `Prediction` of `@echo/metrics`. */
export interface Trial extends Reading {
  readonly taskId: string;
  readonly domain: Domain;
  readonly difficulty: Difficulty;
  readonly familiarity?: 'known' | 'unknown';
  /** Other confidences, or other answers, that the same calls gave, by name. */
  readonly readings?: Readonly<Record<string, Reading>>;
  /** Of all calls of the trial, where the completer counts tokens. */
  readonly usage?: TokenUsage;
  /** From the first call to the last reply; left out of tasks that are posed in batches. */
  readonly seconds?: number;
  /** Of a failed call: then nothing was answered, and reports leave the trial out but for its number. */
  readonly error?: TrialError;
}

/** The trials that were answered: all but the failed calls. */
export function answered(trials: readonly Trial[]): readonly Trial[] {
  return trials.every(({ error }) => error === undefined)
    ? trials
    : trials.filter(({ error }) => error === undefined);
}
