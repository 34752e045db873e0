import type { Difficulty } from './task.js';

/** The weight of each difficulty in a phase; the weights sum to 1. */
export type DifficultyMix = Readonly<Record<Difficulty, number>>;

const MIXES: Readonly<Record<1 | 2 | 3, DifficultyMix>> = {
  1: { easy: 1, medium: 0, hard: 0 },
  2: { easy: 0.5, medium: 0.5, hard: 0 },
  3: { easy: 0.2, medium: 0.4, hard: 0.4 },
};

/**
 * The difficulties of a curriculum phase, as published: easy only; half easy, half medium; .2 easy, .4
 * medium, .4 hard.
 */
export function phaseMix(phase: 1 | 2 | 3): DifficultyMix {
  return MIXES[phase];
}
