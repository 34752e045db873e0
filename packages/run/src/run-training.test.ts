import { loadBackend } from '@echo/compute';
import { loadNano } from '@echo/nano';
import { builtinTasks } from '@echo/tasks/builtin';
import { beforeAll, expect, test } from 'vitest';
import { type MemoryStore, memoryStore } from './memory-store.js';
import { runConfig } from './run-config.js';
import type { RunEvent, RunReport } from './run-event.js';
import { runTraining } from './run-training.js';

beforeAll(() => loadBackend());

const dev = builtinTasks('dev');
const tasks = { train: dev.slice(0, 40), evaluation: dev.slice(40, 46) };
const config = runConfig({
  steps: 3,
  sftSteps: 2,
  prompts: 2,
  group: 2,
  maxTokens: 16,
  learningRate: 5e-3,
  checkpointEvery: 1,
});

/** Makes the run, or goes on with it, until an event that `stopAt` picks. */
async function run(
  store: MemoryStore,
  stopAt: (event: RunEvent) => boolean = () => false,
): Promise<{ readonly report: RunReport | null; readonly events: readonly RunEvent[] }> {
  const events: RunEvent[] = [];
  const controller = new AbortController();
  const policy = await loadNano({ lora: { rank: config.rank, alpha: config.alpha }, seed: config.seed });
  const onEvent = (event: RunEvent) => {
    events.push(event);
    if (stopAt(event)) controller.abort();
  };
  const report = await runTraining({ config, policy, tasks, store, onEvent, signal: controller.signal });
  policy.dispose();
  return { report, events };
}

const log = async (store: MemoryStore) => (await store.events()).map(({ seconds: _, ...numbers }) => numbers);

test('a run without files tells what it does, and keeps what came of it', async () => {
  const store = memoryStore();
  const { report, events } = await run(store);
  expect(events.map((event) => (event.kind === 'evaluating' ? event.when : event.kind))).toEqual(
    'sft sft before step step step after'.split(' '),
  );
  expect(report).toMatchObject({ before: { n: 6 }, after: { n: 6 }, steps: 3, rollouts: 12, trainTasks: 40 });
  expect(store.report()).toBe(report);
  expect([...store.adapters.keys()]).toEqual(['adapter-before', 'adapter']);
  expect(store.adapters.get('adapter')).not.toEqual(store.adapters.get('adapter-before'));
  expect(await store.checkpointSteps()).toEqual([0, 2, 3]);
  expect((await store.events()).map(({ step }) => step)).toEqual([1, 2, 3]);
});

test.each<[string, (event: RunEvent) => boolean]>([
  ['during SFT', (event) => event.kind === 'sft' && event.step === 1],
  ['after SFT', (event) => event.kind === 'evaluating' && event.when === 'before'],
  ['during GRPO', (event) => event.kind === 'step' && event.event.step === 2],
  ['during the last evaluation', (event) => event.kind === 'evaluating' && event.when === 'after'],
])('stopped %s and gone on with, it comes to the same numbers', async (_, stopAt) => {
  const [alone, stopped] = [memoryStore(), memoryStore()];
  const { report } = await run(alone);
  expect((await run(stopped, stopAt)).report).toBeNull();
  expect(stopped.report()).toBeNull();
  expect((await run(stopped)).report).toEqual(report);
  expect(await log(stopped)).toEqual(await log(alone));
  expect(stopped.adapters).toEqual(alone.adapters);
});

test('SFT is what the run starts from, and what its reference policy is', async () => {
  const store = memoryStore();
  await run(store);
  const [first] = await store.events();
  expect(first?.kl).toBeCloseTo(0, 6);
  const moved = [...(store.adapters.get('adapter-before') ?? [])].some(
    ([name, { data }]) => name.includes('lora_B') && data.some((x) => x !== 0),
  );
  expect(moved).toBe(true);
});

test('other tasks are refused on the way', async () => {
  const store = memoryStore();
  await store.keepTasks({ ...tasks, train: tasks.train.slice(1) });
  await expect(run(store)).rejects.toMatchObject({ code: 'config-mismatch' });
});

test('a reward there is none of is refused before anything is done', async () => {
  const policy = await loadNano();
  const store = memoryStore();
  await expect(
    runTraining({ config: { ...config, reward: 'kindness' }, policy, tasks, store }),
  ).rejects.toThrow(/kindness/);
  expect(await store.checkpointSteps()).toEqual([]);
  policy.dispose();
});
