import type { Difficulty } from './task.js';

/** A phase of training: 1 has easy tasks, 2 easy and medium ones, 3 mostly medium and hard ones. */
export type Phase = 1 | 2 | 3;

/** The weight of each difficulty in a phase; the weights sum to 1. */
export type DifficultyMix = Readonly<Record<Difficulty, number>>;

const MIXES: Readonly<Record<Phase, DifficultyMix>> = {
  1: { easy: 1, medium: 0, hard: 0 },
  2: { easy: 0.5, medium: 0.5, hard: 0 },
  3: { easy: 0.2, medium: 0.4, hard: 0.4 },
};

/**
 * The difficulties of a curriculum phase, as published.
 *
 * Easy only; half easy, half medium; .2 easy, .4 medium, .4 hard.
 *
 * @example
 * ```ts
 * import { phaseMix } from '@echo/tasks';
 *
 * phaseMix(2); // → { easy: 0.5, medium: 0.5, hard: 0 }
 * ```
 */
export function phaseMix(phase: Phase): DifficultyMix {
  return MIXES[phase];
}
