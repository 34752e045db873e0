import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatTasks, type Task } from './index.js';
import { formatTasksCsv, readTasks, writeTasks } from './node.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-tasks-'));
});
afterEach(() => rm(folder, { recursive: true }));

const task: Task = {
  id: 'a',
  domain: 'math',
  difficulty: 'easy',
  question: '1 + 1?',
  answerKey: { kind: 'number', value: 2 },
};

test.each([
  ['tasks.jsonl', formatTasks],
  ['tasks.csv', formatTasksCsv],
])('%s is written whole and read again', async (name, format) => {
  const path = join(folder, name);
  await writeTasks(path, [task, { ...task, id: 'b' }]);
  await writeTasks(path, [task]);
  expect(await readFile(path, 'utf8')).toBe(format([task]));
  expect(await readTasks(path)).toEqual([task]);
  expect(await readdir(folder)).toEqual([name]);
});

test('a place that cannot be written to, and tasks that are none', async () => {
  const path = join(folder, 'none', 'tasks.jsonl');
  await expect(writeTasks(path, [task])).rejects.toMatchObject({
    code: 'write-failed',
    message: `Cannot write the task file ${path} (ENOENT); choose another path.`,
  });
  await mkdir(join(folder, 'folder.jsonl'));
  await expect(writeTasks(join(folder, 'folder.jsonl'), [task])).rejects.toMatchObject({
    code: 'write-failed',
  });
  await expect(writeTasks(join(folder, 'b.jsonl'), [task, task])).rejects.toMatchObject({
    code: 'invalid-task',
  });
  expect(await readdir(folder)).toEqual(['folder.jsonl']);
});
