import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTasks, parseTasks, type Task } from './index.js';
import { anyTasks } from './testing/any-tasks.js';

test('what is written is read again', () => {
  fc.assert(
    fc.property(anyTasks, (tasks) => {
      expect(parseTasks(formatTasks(tasks), 'a.jsonl')).toEqual(tasks);
    }),
  );
  expect(formatTasks([])).toBe('');
});

test('a task that could not be read again is not written', () => {
  const task: Task = {
    id: 'a',
    domain: 'math',
    difficulty: 'easy',
    question: 'q?',
    answerKey: { kind: 'number', value: 1 },
  };
  const endless: Task = { ...task, id: 'b', answerKey: { kind: 'number', value: Number.POSITIVE_INFINITY } };
  expect(() => formatTasks([task, endless])).toThrow(/^the tasks to write, line 2: `answerKey.value` /);
  expect(() => formatTasks([task, task])).toThrow(
    'the tasks to write, line 2: the id a is that of line 1; give every task its own id.',
  );
});
