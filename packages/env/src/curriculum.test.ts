import { expect, test } from 'vitest';
import { advanceCurriculum, type Curriculum, FIRST_PHASE } from './curriculum.js';

function run(steps: number, ece: (step: number) => number | null): Curriculum {
  let state = FIRST_PHASE;
  for (let step = 1; step <= steps; step++) state = advanceCurriculum(state, ece(step));
  return state;
}

test.each([
  [799, { phase: 1, stepsInPhase: 799 }],
  [800, { phase: 2, stepsInPhase: 0 }],
  [2299, { phase: 2, stepsInPhase: 1499 }],
  [2300, { phase: 3, stepsInPhase: 0 }],
  [9000, { phase: 3, stepsInPhase: 6700 }],
])('after %d badly calibrated steps', (steps, state) => {
  expect(run(steps, () => 0.3)).toEqual(state);
});

test('a calibrated policy leaves a phase after 200 steps, not before', () => {
  expect(run(199, () => 0.19)).toEqual({ phase: 1, stepsInPhase: 199 });
  expect(run(200, () => 0.19)).toEqual({ phase: 2, stepsInPhase: 0 });
  expect(run(400, () => 0.19)).toEqual({ phase: 3, stepsInPhase: 0 });
});

test('an ECE of exactly .20, or none at all, is no reason to leave', () => {
  expect(run(300, () => 0.2).phase).toBe(1);
  expect(run(300, () => null).phase).toBe(1);
});
