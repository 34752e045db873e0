import type { Difficulty } from '@echo/tasks';

/** Held-out tasks of each domain and difficulty: how many of a known fact, how many of an unknown one. */
export const HELD_OUT: Readonly<
  Record<'dev' | 'test', { readonly known: number; readonly unknown: number }>
> = {
  dev: { known: 90, unknown: 30 },
  test: { known: 51, unknown: 17 },
};

const FACTS: Readonly<Record<Difficulty, number>> = { easy: 500, medium: 500, hard: 460 };

/** About how many training tasks each domain has at each difficulty; more where held-out facts need them. */
export const TRAIN: Readonly<Record<string, Readonly<Record<Difficulty, number>>>> = {
  math: { easy: 800, medium: 600, hard: 420 },
  logic: { easy: 650, medium: 520, hard: 400 },
  factual: FACTS,
  science: FACTS,
  medical: FACTS,
  coding: { easy: 620, medium: 500, hard: 400 },
  creative: FACTS,
};

/** The most wordings in which a fact is asked at all: what is easy is asked about often. */
export const WORDINGS: Readonly<Record<Difficulty, number>> = { easy: 8, medium: 5, hard: 4 };
