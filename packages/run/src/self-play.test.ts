import { loadBackend } from '@echo/compute/node';
import { loadNano } from '@echo/nano/node';
import { builtinTasks } from '@echo/tasks/node';
import { beforeAll, expect, test } from 'vitest';
import { assertWatchedTasks } from './accuracy-guard.js';
import type { RunConfig } from './config-schema.js';
import { loraConfig } from './lora-config.js';
import { type MemoryStore, memoryStore } from './memory-store.js';
import { runConfig } from './run-config.js';
import type { RunEvent, RunReport } from './run-event.js';
import { runTraining } from './run-training.js';
import { assertOwnQuestions } from './self-play.js';

beforeAll(() => loadBackend());

const dev = builtinTasks('dev');
const tasks = { train: dev.slice(0, 40), evaluation: dev.slice(40, 44), watched: dev.slice(44, 52) };
const CONFIG = runConfig({
  steps: 4,
  sftSteps: 0,
  prompts: 4,
  group: 2,
  maxTokens: 16,
  learningRate: 5e-3,
  checkpointEvery: 2,
  selfPlay: 50,
});

async function run(
  store: MemoryStore,
  config: RunConfig,
  stopAfter = Number.POSITIVE_INFINITY,
): Promise<{ readonly report: RunReport | null; readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const controller = new AbortController();
  const policy = await loadNano({ lora: loraConfig(config), seed: config.seed });
  const onEvent = (event: RunEvent) => {
    if (event.kind === 'note') notes.push(event.text);
    if (event.kind === 'step' && event.event.step === stopAfter) controller.abort();
  };
  const report = await runTraining({ config, policy, tasks, store, onEvent, signal: controller.signal });
  policy.dispose();
  return { report, notes };
}

const log = async (store: MemoryStore) => (await store.events()).map(({ seconds: _, ...numbers }) => numbers);
const posed = async (store: MemoryStore) =>
  (await store.events()).flatMap(({ outcomes = [] }) => outcomes.map(({ taskId }) => taskId));

test('the log keeps what was posed, and what misled the policy comes back more often', async () => {
  const [adversarial, alike] = [memoryStore(), memoryStore()];
  await run(adversarial, { ...CONFIG, selfPlay: 1e6 });
  await run(alike, { ...CONFIG, selfPlay: 1e-9 });
  expect(await posed(adversarial)).toHaveLength(16);
  // Nothing has been observed before the first step, so it is the same.
  expect((await posed(adversarial)).slice(0, 4)).toEqual((await posed(alike)).slice(0, 4));

  const sourceOf = new Map(tasks.train.map(({ id, source }) => [id, source]));
  const events = await adversarial.events();
  const first = events[0]?.outcomes ?? [];
  const misled = new Set(
    first.filter(({ errorLoss }) => errorLoss > 0).map(({ taskId }) => sourceOf.get(taskId)),
  );
  expect(misled.size).toBeGreaterThan(0);
  // At this strength, nothing else is drawn in the second step.
  const areMisled = (ids: readonly string[]) => ids.slice(4, 8).map((id) => misled.has(sourceOf.get(id)));
  expect(areMisled(await posed(adversarial))).toEqual([true, true, true, true]);
  expect(areMisled(await posed(alike))).toContain(false);
});

test.each([1, 2, 3])('stopped after step %d and gone on with, self-play comes to the same', async (step) => {
  const config = { ...CONFIG, accuracyGuard: 1 };
  const [alone, stopped] = [memoryStore(), memoryStore()];
  const { report } = await run(alone, config);
  expect((await run(stopped, config, step)).report).toBeNull();
  expect((await run(stopped, config)).report).toEqual(report);
  expect(await log(stopped)).toEqual(await log(alone));
  expect(stopped.adapters).toEqual(alone.adapters);
});

test('without self-play or a guard, the log has nothing of them', async () => {
  const store = memoryStore();
  await run(store, { ...CONFIG, selfPlay: 0 });
  const [event] = await store.events();
  expect(event).not.toHaveProperty('outcomes');
  expect(event).not.toHaveProperty('watchedAccuracyBefore');
  expect(await store.checkpointSteps()).toEqual([2, 4]);
});

/** A learning rate at which the policy is soon good for nothing. */
const absurd = { ...CONFIG, steps: 8, learningRate: 0.1, formatGuard: false, accuracyGuard: 0.2 };

test('a policy that collapses is stopped and taken back, and a stop in between changes nothing of it', async () => {
  const [alone, stopped] = [memoryStore(), memoryStore()];
  const { report, notes } = await run(alone, absurd);
  const { fromStep = 0, toStep = 0 } = report?.wentBack ?? {};
  expect(fromStep).toBeGreaterThan(toStep);
  expect(report?.steps).toBe(toStep);
  expect(notes.at(-1)).toMatch(`training stopped at step ${fromStep} and the run is back at step ${toStep}.`);

  const events = await alone.events();
  const before = events[0]?.watchedAccuracyBefore ?? 0;
  expect(before - (events.at(-1)?.watchedAccuracy ?? 1)).toBeGreaterThanOrEqual(0.2);
  expect((await alone.checkpointSteps()).at(-1)).toBe(toStep);

  await run(stopped, absurd, fromStep - 1);
  expect((await run(stopped, absurd)).report).toEqual(report);
  expect(stopped.adapters).toEqual(alone.adapters);
});

test('self-play with the questions of a server is refused', () => {
  const environment = 'ws://127.0.0.1:1';
  for (const option of [{ selfPlay: 1 }, { accuracyGuard: 0.1 }])
    expect(() => assertOwnQuestions(runConfig({ ...option, environment }))).toThrow(
      /leave out --environment/,
    );
  expect(() => assertOwnQuestions(runConfig({ environment }))).not.toThrow();
});

test('a guard that has nothing to look at is refused', () => {
  const config = { ...CONFIG, accuracyGuard: 0.1 };
  expect(() => assertWatchedTasks({ config, tasks: { ...tasks, watched: [] } })).toThrow(/`tasks.watched`/);
  expect(() => assertWatchedTasks({ config, tasks })).not.toThrow();
  expect(() => assertWatchedTasks({ config: CONFIG, tasks: { ...tasks, watched: [] } })).not.toThrow();
});
