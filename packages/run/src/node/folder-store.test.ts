import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trial } from '@echo/eval';
import { afterAll, expect, test } from 'vitest';
import { runConfig } from '../run-config.js';
import type { StepEvent } from '../run-event.js';
import { folderStore } from './folder-store.js';

const root = await mkdtemp(join(tmpdir(), 'echo-store-'));
afterAll(() => rm(root, { recursive: true, force: true }));

async function storeIn(name: string) {
  const path = join(root, name);
  await mkdir(path);
  return { path, store: folderStore({ path, config: runConfig() }) };
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
