import type { WireRun } from '@echo/env/wire';
import { expect, test } from 'vitest';
import type { ServerClient, TrainingEvent } from '../../backend.js';
import { changeBetween } from './compare-runs.js';
import { estimateOf } from './estimate.js';
import { afterEvent, newRun } from './run-state.js';
import { serverSession } from './server-session.js';

const SETTINGS = { reward: 'honest', seed: 1, steps: 60, place: 'this browser' } as const;
const rollout = { question: 'q', text: 't', confidence: 0.7, correct: true, reward: 1 };
const measured = (ece: number) => ({
  n: 200,
  ece: { value: ece, low: 0, high: 1 },
  ...{ accuracy: 0.4, meanConfidence: 0.7, brier: 0.2, auroc: null, overconfidenceRate: 0.1 },
});
const stepEvent = (step: number, seconds: number): TrainingEvent => ({
  type: 'step',
  of: 60,
  rollouts: Array.from({ length: 64 }, () => rollout),
  step: { step, reward: 0.1, accuracy: 0.4, meanConfidence: 0.8, ece: null, seconds },
});

test('the time left follows from the steps after the first, which compiles', () => {
  const first = afterEvent(newRun('a', SETTINGS), stepEvent(1, 30));
  expect(first.status).toBe('Step 1 of 60, 30.0 s each; 30 minutes left');
  expect(afterEvent(first, stepEvent(2, 6)).status).toBe('Step 2 of 60, 6.0 s each; 6 minutes left');
});

test('the diagram shows the latest answers only', () => {
  let run = newRun('a', SETTINGS);
  for (let step = 1; step <= 12; step++) run = afterEvent(run, stepEvent(step, 1));
  expect([run.recent.length, run.samples.length, run.steps.length]).toEqual([640, 4, 12]);
  expect(afterEvent(run, { type: 'end' })).toMatchObject({
    isOver: true,
    status: 'Stopped after 12 of 60 steps',
  });
  expect(afterEvent(run, { type: 'error', message: 'no memory' })).toMatchObject({
    isOver: true,
    status: 'no memory',
  });
});

test('what changed between two runs is named', () => {
  expect(changeBetween(SETTINGS, { ...SETTINGS, seed: 2 })).toBe('Seed changed: 1 → 2.');
  expect(changeBetween(SETTINGS, { ...SETTINGS, reward: 'rlcr', steps: 10 })).toBe(
    'Reward changed: honest → rlcr. Number of steps changed: 60 → 10.',
  );
  expect(changeBetween(SETTINGS, SETTINGS)).toMatch(/^Nothing changed/);
});

test('the time of a run is told before it starts', () => {
  const times = { secondsPerStep: 5, secondsPerHeldOut: 0.15, threads: 2 };
  expect(estimateOf(times, { steps: 60, heldOut: 200 })).toMatch(
    /^About 6 minutes for 60 steps of 5\.0 s .* with 2 threads\.$/,
  );
  expect(estimateOf({ ...times, threads: 1 }, { steps: 1, heldOut: 8 })).toMatch(
    /^About 1 minute for 1 step .* without threads, /,
  );
});

test('a run of the server is followed, paused and resumed, and no step comes twice', async () => {
  const run: WireRun = {
    id: 'honest-1',
    state: 'running',
    ...{ reward: 'honest', seed: 1, steps: 0, of: 3, before: null, after: null, error: null },
    changed_at: '',
  };
  const step = (n: number) => ({
    type: 'step' as const,
    step: { step: n, reward: 0.1, accuracy: 0.4, meanConfidence: 0.8, ece: 0.2, seconds: 1 },
  });
  let resumed = false;
  let paused = 0;
  const server = {
    startRun: async () => run,
    pauseRun: async () => {
      paused += 1;
      return run;
    },
    resumeRun: async () => {
      resumed = true;
      return run;
    },
    async *runEvents() {
      yield step(1);
      if (!resumed) yield { type: 'end' as const, run: { ...run, state: 'paused' as const, steps: 1 } };
      else {
        yield step(2);
        yield step(3);
        const measures = { before: measured(0.3), after: measured(0.1) };
        yield { type: 'end' as const, run: { ...run, ...measures, state: 'finished' as const } };
      }
    },
  } as unknown as ServerClient;
  const session = serverSession(server, { reward: 'honest', seed: 1, steps: 3 });
  // The server has not said yet that the run has begun.
  session.pause();
  let state = newRun('honest-1', { ...SETTINGS, steps: 3, place: 'the server' });
  const statuses: string[] = [];
  for await (const event of session.events) {
    state = afterEvent(state, event);
    statuses.push(state.status);
    if (event.type === 'paused' && event.paused) session.resume();
  }
  expect(paused).toBe(1);
  expect(statuses.filter((status) => status.includes('server'))).toEqual([
    'Pausing on the server, after this step…',
    'Paused on the server after 1 of 3 steps',
    'Paused on the server after 1 of 3 steps',
    'Resuming on the server…',
    'Resuming on the server…',
  ]);
  expect(state).toMatchObject({ isOver: true, isPaused: false, status: 'Done: 3 steps' });
  expect(state.heldOut).toEqual({ n: 200, before: 0.3, after: 0.1 });
});

test('a run of the server that is followed no longer is not called done', async () => {
  const run = { id: 'honest-1', state: 'running', steps: 0, of: 3 } as WireRun;
  async function* runEvents(_: string, signal?: AbortSignal) {
    await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    yield* [];
  }
  const session = serverSession({ runEvents } as unknown as ServerClient, run);
  await Promise.resolve();
  session.stop();
  let state = newRun('honest-1', { ...SETTINGS, place: 'the server' });
  for await (const event of session.events) state = afterEvent(state, event);
  expect(state).toMatchObject({
    isOver: true,
    status: 'The run is no longer followed here; it goes on on the server.',
  });
});
