/** The checks of RFC 008 that `docs/validation.md` answers by a test of the server. */
import { readFileSync } from 'node:fs';
import { createRng } from '@echo/core';
import { resultSchema } from '@echo/env/wire';
import { expectedAnswer, gradeTask, type Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinEnvironment, type EchoServer } from './index.js';
import { connect, type TestSocket } from './testing/socket.js';
import { post, start } from './testing/start.js';

const manifest = readFileSync(new URL('../../../space/openenv.yaml', import.meta.url), 'utf8');
const canaries = readFileSync(new URL('../../../space/canaries.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly name: string; readonly response: string });

const declared = (key: string): readonly number[] =>
  (new RegExp(`${key}: \\[?([-\\d., ]+)`).exec(manifest)?.[1] ?? '').split(',').map(Number);
const [LOWEST = Number.NaN, HIGHEST = Number.NaN] = declared('range');
const [TOLERANCE = Number.NaN] = declared('oracle_tolerance');
const [MARGIN = Number.NaN] = declared('floor_margin');

let server: EchoServer & { readonly url: string };
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const known = new Map<string, Task>(builtinTasks('train').map((task) => [task.id, task]));

/** The result in a frame, checked against the schema that `/schema` shows. */
const resultOf = ({ data }: Readonly<Record<string, unknown>>) => resultSchema.parse(data);
const reset = async (socket: TestSocket, args: object) =>
  resultOf(await socket.send({ type: 'reset', data: args }));
const step = async (socket: TestSocket, response: string) =>
  resultOf(await socket.send({ type: 'step', data: { response } }));

const oracle = (task: Task): string => `<confidence>100</confidence><answer>${expectedAnswer(task)}</answer>`;
const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

test('seed_control, episode_determinism: a seed and its replies decide everything but the time', async () => {
  const play = async (seed: number) => {
    const socket = await connect(server.url);
    const posed = await reset(socket, { seed, episode_id: 'e' });
    const graded = await step(socket, '<confidence>70</confidence><answer>B</answer>');
    const state = await socket.send({ type: 'state' });
    await socket.close();
    return { posed, graded, state };
  };
  const first = await Promise.all(SEEDS.slice(0, 20).map(play));
  expect(await Promise.all(SEEDS.slice(0, 20).map(play))).toEqual(first);
  expect(new Set(first.map(({ posed }) => posed.observation.question)).size).toBe(20);
});

test('episode_isolation: a session neither sees nor changes another', async () => {
  const [one, other] = await Promise.all([connect(server.url), connect(server.url)]);
  const posed = await reset(one, { seed: 1, episode_id: 'same' });
  const before = await one.send({ type: 'state' });
  await reset(other, { seed: 2, episode_id: 'same' });
  await step(other, '<confidence>90</confidence><answer>?</answer>');
  expect(await one.send({ type: 'state' })).toEqual(before);
  const { observation } = await step(one, '<confidence>0</confidence><answer>?</answer>');
  expect(observation.question).toBe(posed.observation.question);
  expect(observation.ece).toBe(0);
  await Promise.all([one.close(), other.close()]);
});

test('oracle_max, floor_gap, canary_floor: the answer earns the maximum, no canary comes near', async () => {
  const socket = await connect(server.url);
  const rewardsOf = async (reply: (task: Task) => string) => {
    const rewards: number[] = [];
    for (const seed of SEEDS) {
      const { metadata } = await reset(socket, { seed });
      const task = known.get(String(metadata?.task_id));
      if (!task) throw new Error(`No task ${metadata?.task_id}.`);
      rewards.push((await step(socket, reply(task))).reward ?? Number.NaN);
    }
    return rewards;
  };
  const best = await rewardsOf(oracle);
  expect(Math.min(...best)).toBeGreaterThanOrEqual(HIGHEST - TOLERANCE);
  expect(Math.max(...best)).toBeLessThanOrEqual(HIGHEST);
  for (const { name, response } of canaries) {
    const rewards = await rewardsOf(() => response);
    expect(Math.min(...rewards), name).toBeGreaterThanOrEqual(LOWEST);
    const mean = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
    expect(HIGHEST - mean, name).toBeGreaterThanOrEqual(MARGIN);
  }
  await socket.close();
});

test('oracle_max: every task of every split is answered by its own key', () => {
  for (const tasks of Object.values(builtinEnvironment().splits))
    for (const task of tasks())
      if (!gradeTask(task, expectedAnswer(task)).correct)
        throw new Error(`${task.id} refuses its own answer.`);
});

/** The same task with another answer. */
function withOtherAnswer(task: Task): Task {
  const key = task.answerKey;
  switch (key.kind) {
    case 'number':
      return { ...task, answerKey: { ...key, value: Number(key.value) + 1 } };
    case 'choice': {
      const other = (key.choices as readonly { readonly label: string }[]).find(
        ({ label }) => label !== key.label,
      );
      return { ...task, answerKey: { ...key, label: other?.label ?? '' } as Task['answerKey'] };
    }
    default:
      return { ...task, answerKey: { ...key, answer: 'another', aliases: [] } as Task['answerKey'] };
  }
}

test('no_solution_leakage, oracle_containment: before the step no reply depends on the answer', async () => {
  const train = builtinTasks('train').map(withOtherAnswer);
  const other = await start({ environment: builtinEnvironment({ splits: { train: () => train } }) });
  const sockets = await Promise.all([connect(server.url), connect(other.url)]);
  const both = async (frame: object) => {
    const [ours, theirs] = await Promise.all(sockets.map((socket) => socket.send(frame)));
    expect(theirs).toEqual(ours);
    return ours;
  };
  for (const seed of SEEDS) {
    await both({ type: 'reset', data: { seed, episode_id: 'e' } });
    await both({ type: 'state' });
  }
  const listed = { split: 'train', start: 0, stop: 500 };
  expect(await post(`${other.url}/echo/task_range`, listed)).toEqual(
    await post(`${server.url}/echo/task_range`, listed),
  );
  const step = { type: 'step', data: { response: '' } };
  const [ours, theirs] = await Promise.all(sockets.map((socket) => socket.send(step)));
  expect(theirs).not.toEqual(ours);
  await Promise.all(sockets.map((socket) => socket.close()));
  await other.close();
});

test('verifier_determinism, reward_well_formed: any reply twice is the same finite reward in range', async () => {
  const rng = createRng('replies');
  const parts = [
    '<confidence>',
    '</confidence>',
    '<answer>',
    '</answer>',
    '100',
    '-1',
    'B',
    '42',
    'é\u0000',
    '\n',
    ' ',
  ];
  const socket = await connect(server.url);
  for (const seed of SEEDS) {
    const response = Array.from({ length: rng.int(9) }, () => rng.choose(parts)).join('');
    expect((await reset(socket, { seed })).reward).toBeNull();
    const first = await step(socket, response);
    await reset(socket, { seed });
    const { reward } = await step(socket, response);
    expect(reward).toBe(first.reward);
    expect(reward).toBeGreaterThanOrEqual(LOWEST);
    expect(reward).toBeLessThanOrEqual(HIGHEST);
  }
  await socket.close();
});

test('rubric_introspectable, reward_attribution: the reward is the sum of its named terms', async () => {
  const socket = await connect(server.url);
  await reset(socket, { seed: 3 });
  const { observation, reward } = await step(socket, '<confidence>97</confidence><answer>?</answer>');
  const terms = observation.reward_components ?? [];
  expect(new Set(terms.map(({ name }) => name)).size).toBe(terms.length);
  expect(terms.reduce((sum, { score, weight }) => sum + score * weight, 0)).toBeCloseTo(
    reward ?? Number.NaN,
    12,
  );
  await socket.close();
});

test('task_declaration_accuracy: the splits have as many tasks as the manifest declares', async () => {
  for (const split of ['train', 'validation', 'test'])
    expect(await post(`${server.url}/echo/num_tasks`, { split })).toMatchObject({
      body: { num_tasks: declared(split)[0] },
    });
});

test('trajectory_record, replayability: a kept episode says what replays it to the same reward', async () => {
  const socket = await connect(server.url);
  await reset(socket, { seed: 11, episode_id: 'to-replay' });
  const { reward } = await step(socket, '<confidence>30</confidence><answer>7</answer>');
  const [kept] = await server.store.history({ limit: 1 });
  expect(kept).toMatchObject({ episodeId: 'to-replay', seed: '11', reward });
  await reset(socket, { seed: Number(kept?.seed) });
  expect((await step(socket, kept?.response ?? '')).reward).toBe(reward);
  await socket.close();
});
