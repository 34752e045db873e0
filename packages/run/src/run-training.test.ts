import { loadBackend } from '@echo/compute/node';
import { loadNano } from '@echo/nano/node';
import { builtinTasks } from '@echo/tasks/node';
import { beforeAll, expect, test } from 'vitest';
import type { RunConfig } from './config-schema.js';
import { loraConfig } from './lora-config.js';
import { type MemoryStore, memoryStore } from './memory-store.js';
import { runConfig } from './run-config.js';
import type { RunEvent, RunReport } from './run-event.js';
import { runTraining } from './run-training.js';

beforeAll(() => loadBackend());

const dev = builtinTasks('dev');
const tasks = { train: dev.slice(0, 40), evaluation: dev.slice(40, 46) };
const CONFIG = runConfig({
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
  config: RunConfig = CONFIG,
): Promise<{ readonly report: RunReport | null; readonly events: readonly RunEvent[] }> {
  const events: RunEvent[] = [];
  const controller = new AbortController();
  const policy = await loadNano({ lora: loraConfig(config), seed: config.seed });
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

test('a run reads the confidence at a temperature, and keeps the written one beside it', async () => {
  const store = memoryStore();
  const config = runConfig({ ...CONFIG, steps: 1, sftSteps: 0, readingTemperature: 0.3 });
  await run(store, () => false, config);
  const trials = (await store.trials('after')) ?? [];
  const written = trials.map(({ readings }) => readings?.stated?.confidence);
  expect(written.every((confidence) => Number.isInteger((confidence ?? 0.5) * 100))).toBe(true);
  expect(trials.map(({ confidence }) => confidence)).not.toEqual(written);
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

test('without steps a run is its SFT: the adapter that a run with steps starts from', async () => {
  const [alone, whole] = [memoryStore(), memoryStore()];
  const { report, events } = await run(alone, undefined, { ...CONFIG, steps: 0 });
  await run(whole);
  expect(events.map(({ kind }) => kind)).toEqual(['sft', 'sft', 'evaluating']);
  expect(report).toMatchObject({ steps: 0, rollouts: 0 });
  expect(report?.after).toEqual(report?.before);
  expect(alone.adapters.get('adapter')).toEqual(whole.adapters.get('adapter-before'));
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
    runTraining({ config: { ...CONFIG, reward: 'kindness' }, policy, tasks, store }),
  ).rejects.toThrow(/kindness/);
  expect(await store.checkpointSteps()).toEqual([]);
  policy.dispose();
});

const absurd: RunConfig = {
  ...CONFIG,
  steps: 30,
  sftSteps: 0,
  prompts: 4,
  group: 4,
  alpha: 16,
  maxTokens: 24,
  learningRate: 0.03,
  checkpointEvery: 2,
};

test('a run that loses the format stops at its last good checkpoint, and goes on only when told to', async () => {
  const store = memoryStore();
  await expect(run(store, undefined, absurd)).rejects.toMatchObject({
    code: 'format-lost',
    message: expect.stringMatching(
      /^Only \d+ % of the last \d+ completions are well-formed, 100 % at first, so training stopped at step \d+ and the run is back at step 2, .* lower --learning-rate, --alpha or --temperature/,
    ),
  });
  const shares = (await store.events()).map(({ formatRate }) => formatRate);
  expect(shares.slice(0, 3)).toEqual([1, 1, 1]);
  expect(shares.at(-1)).toBeLessThan(0.5);
  expect(await store.checkpointSteps()).toEqual([2]);
  expect(store.adapters.has('adapter')).toBe(true);
  expect(store.report()).toBeNull();

  await expect(run(store, undefined, absurd)).rejects.toThrow(/back at step 2/);
  expect((await store.events()).map(({ formatRate }) => formatRate)).toEqual(shares);

  const stopAt = (event: RunEvent) => event.kind === 'step' && event.event.step === 12;
  await run(store, stopAt, { ...absurd, formatGuard: false });
  expect(await store.events()).toHaveLength(12);
});

test('a policy that does not know the format is refused before it is trained', async () => {
  const store = memoryStore();
  const policy = await loadNano();
  const config = { ...absurd, maxTokens: 2 };
  const many = { ...tasks, evaluation: dev.slice(40, 60) };
  await expect(runTraining({ config, policy, tasks: many, store })).rejects.toThrow(
    'Only 0 % of 20 replies keep the response format, so there is nothing to train; start a new run with more --sft-steps or --max-tokens',
  );
  expect(await store.events()).toEqual([]);
  policy.dispose();
});

test('looks at held-out tasks are in the log, and change nothing that is trained', async () => {
  const [plain, looking] = [memoryStore(), memoryStore()];
  await run(plain);
  await run(looking, () => false, { ...CONFIG, evalEvery: 1 });
  const looks = (await log(looking)).map(({ heldOutTasks, heldOutEce }) => [heldOutTasks, typeof heldOutEce]);
  expect(looks).toEqual([
    [6, 'number'],
    [6, 'number'],
    [undefined, 'undefined'],
  ]);
  const trained = (await log(looking)).map(
    ({ heldOutTasks: _, heldOutAccuracy: __, heldOutEce: ___, heldOutAuroc: ____, ...numbers }) => numbers,
  );
  expect(trained).toEqual(await log(plain));
  expect(looking.adapters).toEqual(plain.adapters);
});

const ANSWER_FIRST = {
  ...CONFIG,
  order: 'answer-first',
  sftSteps: 40,
  steps: 2,
  formatGuard: false,
} as const;

test.each([
  [{ credit: 'exact', ownVerdict: 1 }],
  [{ credit: 'segment' }],
  [{ credit: 'completion', reward: 'rlcr' }],
  [{ credit: 'dcpo' }],
] as const)('answer first with %o: replies in that order are trained on', async (options) => {
  const store = memoryStore();
  await run(store, undefined, runConfig({ ...ANSWER_FIRST, ...options }));
  for (const { formatRate, gradientNorm } of await log(store)) {
    expect(formatRate).toBeGreaterThan(0);
    expect(gradientNorm).toBeGreaterThan(0);
  }
});

test('answer first, stopped and gone on with, it comes to the same numbers', async () => {
  const config = runConfig(ANSWER_FIRST);
  const [alone, stopped] = [memoryStore(), memoryStore()];
  await run(alone, undefined, config);
  await run(stopped, (event) => event.kind === 'step' && event.event.step === 1, config);
  await run(stopped, undefined, config);
  expect(await log(stopped)).toEqual(await log(alone));
});

test('own verdict is refused confidence first', async () => {
  await expect(run(memoryStore(), undefined, { ...CONFIG, ownVerdict: 1 })).rejects.toThrow(
    'Expected `ownVerdict` to be 0',
  );
});
