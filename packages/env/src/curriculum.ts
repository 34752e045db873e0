import type { Phase } from '@echo/tasks';

/** The state of a curriculum: the phase, and the steps it has lasted. */
export interface Curriculum {
  readonly phase: Phase;
  readonly stepsInPhase: number;
}

/** The most steps each phase lasts (published). The last one has no successor. */
export const PHASE_STEPS: Readonly<Record<Phase, number>> = { 1: 800, 2: 1500, 3: 3500 };

/** A phase may be left early once it lasted this many steps and recent ECE is below this (published). */
export const EARLY_EXIT = { steps: 200, ece: 0.2 } as const;

export const FIRST_PHASE: Curriculum = { phase: 1, stepsInPhase: 0 };

/**
 * The state after one more step whose recent ECE was `ece` (null when unknown).
 *
 * @example
 * ```ts
 * import { advanceCurriculum, FIRST_PHASE } from '@echo/env';
 *
 * advanceCurriculum(FIRST_PHASE, null); // → { phase: 1, stepsInPhase: 1 }
 * advanceCurriculum({ phase: 1, stepsInPhase: 200 }, 0.15); // → { phase: 2, stepsInPhase: 0 }
 * ```
 */
export function advanceCurriculum({ phase, stepsInPhase }: Curriculum, ece: number | null): Curriculum {
  const steps = stepsInPhase + 1;
  const learned = ece !== null && ece < EARLY_EXIT.ece && steps >= EARLY_EXIT.steps;
  if (phase < 3 && (learned || steps >= PHASE_STEPS[phase]))
    return { phase: (phase + 1) as Phase, stepsInPhase: 0 };
  return { phase, stepsInPhase: steps };
}
