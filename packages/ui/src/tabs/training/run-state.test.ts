import { expect, test } from 'vitest';
import type { TrainingEvent } from '../../backend.js';
import { afterEvent, newRun } from './run-state.js';

const rollout = { question: 'q', text: 't', confidence: 0.7, correct: true, reward: 1 };
const stepEvent = (step: number, seconds: number): TrainingEvent => ({
  type: 'step',
  of: 60,
  rollouts: Array.from({ length: 64 }, () => rollout),
  step: { step, reward: 0.1, accuracy: 0.4, meanConfidence: 0.8, ece: null, seconds },
});

test('the time left follows from the steps after the first, which compiles', () => {
  const first = afterEvent(newRun('a', 60), stepEvent(1, 30));
  expect(first.status).toBe('Step 1 of 60, 30.0 s each; 30 minutes left');
  expect(afterEvent(first, stepEvent(2, 6)).status).toBe('Step 2 of 60, 6.0 s each; 6 minutes left');
});

test('the diagram shows the latest answers only', () => {
  let run = newRun('a', 60);
  for (let step = 1; step <= 12; step++) run = afterEvent(run, stepEvent(step, 1));
  expect([run.recent.length, run.samples.length, run.steps.length]).toEqual([640, 4, 12]);
  expect(afterEvent(run, { type: 'end' })).toMatchObject({ isOver: true, status: 'Done: 12 steps' });
  expect(afterEvent(run, { type: 'error', message: 'no memory' })).toMatchObject({
    isOver: true,
    status: 'no memory',
  });
});
