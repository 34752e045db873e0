import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trial } from '@echo/eval';
import { afterAll, expect, test } from 'vitest';
import type { RunConfigInput } from '../config-schema.js';
import { runConfig } from '../run-config.js';
import type { StepEvent } from '../run-event.js';
import { folderStore } from './folder-store.js';
import { eventTime } from './tensorboard/event-message.js';
import { readRecords } from './tensorboard/records.js';

const root = await mkdtemp(join(tmpdir(), 'echo-store-'));
afterAll(() => rm(root, { recursive: true, force: true }));

async function storeIn(name: string, options: RunConfigInput = {}) {
  const path = join(root, name);
  await mkdir(path);
  return { path, store: folderStore({ path, config: runConfig(options) }) };
}

const event = (step: number) => ({ step, reward: step / 10 }) as StepEvent;
const trial = (taskId: string) => ({ taskId, confidence: 0.5, correct: true }) as Trial;

test('events are lines; those after a step, and a line cut short, are dropped', async () => {
  const { path, store } = await storeIn('events');
  expect(await store.events()).toEqual([]);
  for (const step of [1, 2, 3]) await store.appendEvent(event(step));
  const file = join(path, 'events.jsonl');
  await writeFile(file, `${await readFile(file, 'utf8')}{"step":4,"rew`);
  expect((await store.events()).map(({ step }) => step)).toEqual([1, 2, 3]);
  await store.truncateEvents(2);
  expect(await readFile(file, 'utf8')).toBe('{"step":1,"reward":0.1}\n{"step":2,"reward":0.2}\n');
});

test('events.csv has a line for each step that is kept, whatever was cut short', async () => {
  const { path, store } = await storeIn('csv');
  await store.truncateEvents(0);
  const numbers = { phase: 2, ece: null, accuracy: 0.5, meanConfidence: 0.75, overconfidenceRate: 0.25 };
  for (const step of [1, 2, 3]) await store.appendEvent({ ...event(step), ...numbers } as StepEvent);
  const file = join(path, 'events.csv');
  const head = 'step,phase,ece,accuracy,mean_confidence,overconfidence_rate,reward\n';
  const lines = [1, 2, 3].map((step) => `${step},2,,0.5,0.75,0.25,${step / 10}\n`);
  expect(await readFile(file, 'utf8')).toBe(head + lines.join(''));
  await writeFile(file, `${head}${lines[0]}2,2,,0.`);
  await store.truncateEvents(2);
  expect(await readFile(file, 'utf8')).toBe(head + lines.slice(0, 2).join(''));
});

test('the event file of TensorBoard has each step that is kept once, at the time it was logged', async () => {
  const { path, store } = await storeIn('tensorboard', { tensorboard: true });
  await store.truncateEvents(0);
  for (const step of [1, 2, 3]) await store.appendEvent(event(step));
  const file = join(path, 'events.out.tfevents');
  const whole = await readFile(file);
  expect(readRecords(whole).map((message) => eventTime(message).step)).toEqual([0, 1, 2, 3]);
  await writeFile(file, whole.subarray(0, -9));
  await store.truncateEvents(2);
  const kept = await readFile(file);
  expect(kept.equals(whole.subarray(0, kept.length))).toBe(true);
  expect(readRecords(kept)).toHaveLength(3);
  await rm(file);
  await store.truncateEvents(2);
  expect((await readFile(file)).length).toBe(kept.length);
});

test('a run that does not log for TensorBoard has no event file', async () => {
  const { path, store } = await storeIn('no-tensorboard');
  await store.truncateEvents(0);
  await store.appendEvent(event(1));
  expect((await readdir(path)).sort()).toEqual(['events.csv', 'events.jsonl']);
});

test('trials come back by their evaluation; an evaluation not finished, or a file cut short, is none', async () => {
  const { path, store } = await storeIn('trials');
  expect(await store.trials('before')).toBeNull();
  await store.saveTrials({ before: [trial('a'), trial('b')] });
  expect(await store.trials('before')).toEqual([trial('a'), trial('b')]);
  expect(await store.trials('after')).toBeNull();
  await store.saveTrials({ before: [trial('a')], after: [trial('b')] });
  expect(await store.trials('after')).toEqual([trial('b')]);
  const file = join(path, 'trials.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, -9));
  expect(await store.trials('before')).toBeNull();
});

test('tasks other than those the run began with are refused', async () => {
  const { store } = await storeIn('tasks');
  const tasks = { train: [], evaluation: [] };
  await store.keepTasks(tasks);
  await store.keepTasks(tasks);
  await expect(store.keepTasks({ train: [{ id: 'x' } as never], evaluation: [] })).rejects.toThrow(
    /have changed since it began; give it the old ones back/,
  );
});

test('checkpoints are the folders that a checkpoint’s name has, oldest first', async () => {
  const { path, store } = await storeIn('checkpoints');
  expect(await store.checkpointSteps()).toEqual([]);
  for (const name of ['step-000010', 'step-000002', 'step-000002.tmp', 'notes'])
    await mkdir(join(path, 'checkpoints', name), { recursive: true });
  expect(await store.checkpointSteps()).toEqual([2, 10]);
  await store.removeCheckpoint(2);
  expect(await store.checkpointSteps()).toEqual([10]);
});

test('a full disk is one sentence that says what is safe', async () => {
  const { path, store } = await storeIn('no-room');
  await symlink('/dev/full', join(path, 'events.jsonl'));
  await expect(store.appendEvent(event(1))).rejects.toThrow(
    /disk is full; what was saved before is intact, make room and add --resume/,
  );
});
