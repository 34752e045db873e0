import type { Task } from '@echo/tasks';
import { expect, test } from 'vitest';
import { holdOut, holdOutWatched, limitTasks, splitTasks } from './split-tasks.js';

const task = (n: number): Task => ({
  id: `t${n}`,
  domain: 'math',
  difficulty: 'easy',
  question: `How much is ${n} + 0?`,
  answerKey: { kind: 'number', value: n },
});
const tasks = Array.from({ length: 25 }, (_, n) => task(n));
const ids = (some: readonly Task[]) => some.map(({ id }) => id);

test('a task that asks a held-out question is not trained on, whatever its id', () => {
  const twin = { ...task(3), id: 'twin' };
  expect(ids(splitTasks([task(1), twin, task(2)], [task(3)]).train)).toEqual(['t1', 't2']);
});

test('nothing left to train on is refused', () => {
  expect(() => splitTasks([], [task(1)])).toThrow('There is no task to train on');
  expect(() => splitTasks([task(1)], [task(1)])).toThrow('is also one to measure on');
});

test('a tenth is held out, rounded up, as the seed decides', () => {
  const { train, evaluation } = holdOut(tasks, 0, 1);
  expect([train.length, evaluation.length]).toEqual([22, 3]);
  expect(ids([...train, ...evaluation]).sort()).toEqual(ids(tasks).sort());
  expect(ids(holdOut(tasks, 0, 1).evaluation)).toEqual(ids(evaluation));
  expect(ids(holdOut(tasks, 0, 2).evaluation)).not.toEqual(ids(evaluation));
});

test('what a limit leaves out is held out of nothing: it is trained on', () => {
  const { train, evaluation } = holdOut(tasks, 1, 1);
  expect([train.length, evaluation.length]).toEqual([24, 1]);
});

test('what the accuracy guard looks at is trained on no more, and the same for every split', () => {
  const split = holdOutWatched({ train: tasks, evaluation: [task(99)] });
  expect([split.train.length, split.watched?.length]).toEqual([22, 3]);
  expect(ids([...split.train, ...(split.watched ?? [])]).sort()).toEqual(ids(tasks).sort());
  expect(split.evaluation).toEqual([task(99)]);
  expect(() => holdOutWatched({ train: [task(1)], evaluation: [] })).toThrow('is also one to measure on');
});

test('a limit takes the same sample every time; 0 takes all in their order', () => {
  expect(ids(limitTasks(tasks, 5))).toEqual(ids(limitTasks(tasks, 5)));
  expect(new Set(ids(limitTasks(tasks, 5))).size).toBe(5);
  expect(limitTasks(tasks, 0)).toBe(tasks);
  expect(limitTasks(tasks, 99)).toBe(tasks);
});
