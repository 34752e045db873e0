import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectedAnswer, gradeTask, type Task } from './index.js';
import { readTasks } from './node.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-tasks-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file of tasks', async () => {
  const task: Task = {
    id: 'a',
    domain: 'd',
    difficulty: 'easy',
    question: 'q?',
    answerKey: { kind: 'number', value: 1 },
  };
  const path = join(folder, 'tasks.jsonl');
  await writeFile(path, `${JSON.stringify(task)}\n`);
  expect(await readTasks(path)).toEqual([task]);
  await writeFile(path, 'x');
  await expect(readTasks(path)).rejects.toMatchObject({ code: 'invalid-task' });
});

test('a file that is not there, or is a folder', async () => {
  await expect(readTasks(join(folder, 'none.jsonl'))).rejects.toMatchObject({
    code: 'not-found',
    message: `Cannot read the task file ${join(folder, 'none.jsonl')} (ENOENT); check the path.`,
  });
  await expect(readTasks(folder)).rejects.toMatchObject({ code: 'not-found' });
});

const real = fileURLToPath(new URL('../../../../shared/data/tasks.dev.jsonl', import.meta.url));

test.runIf(existsSync(real))('real tasks: correct answers earn 1, other choices and hedges 0', async () => {
  for (const task of await readTasks(real)) {
    expect(gradeTask(task, expectedAnswer(task))).toEqual({ grade: 1, correct: true });
    expect(gradeTask(task, task.question).grade).toBe(0);
    const key = task.answerKey;
    if (key.kind === 'text') expect(gradeTask(task, `${key.answer} or Timbuktu`).grade).toBe(0);
    if (key.kind !== 'choice') continue;
    const right = key.choices.find(({ label }) => label === key.label)?.text ?? '';
    for (const answer of [right, `${key.label}. ${right}`, `(${key.label})`, `The answer is ${key.label}`]) {
      expect(gradeTask(task, answer).grade, `${answer} to ${task.id}`).toBe(1);
    }
    for (const { label, text } of key.choices) {
      if (label === key.label || text === right) continue;
      for (const answer of [
        text,
        `${label}. ${text}`,
        `${key.label}. ${text}`,
        `${key.label} or ${label}`,
        `${right} or ${text}`,
      ]) {
        expect(gradeTask(task, answer).grade, `${answer} to ${task.id}`).toBe(0);
      }
    }
  }
});
