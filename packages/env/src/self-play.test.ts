import type { Task } from '@echo/tasks';
import { expect, test } from 'vitest';
import { createEnvironment } from './calibration-env.js';
import { RECENT_OUTCOMES, selfPlayWeights } from './self-play.js';

const task = (id: string, source?: string): Task => ({
  id,
  domain: 'math',
  difficulty: 'easy',
  question: `What is ${id}?`,
  answerKey: { kind: 'number', value: 1 },
  ...(source !== undefined && { source }),
});
const tasks = [task('a', 'sum'), task('b', 'sum'), task('c', 'product'), task('d')];

const weights = (outcomes: readonly (readonly [string, number])[], strength = 4) =>
  Object.fromEntries(
    selfPlayWeights(
      tasks,
      outcomes.map(([taskId, errorLoss]) => ({ taskId, errorLoss })),
      strength,
    ),
  );

test.each<[string, Parameters<typeof weights>, Record<string, number>]>([
  ['nothing posed yet', [[]], { a: 1, b: 1, c: 1, d: 1 }],
  ['a confident error: the task and its template', [[['a', 1]]], { a: 5, b: 5, c: 1, d: 1 }],
  [
    'a template with mixed outcomes: its mean, and the error itself in full',
    [
      [
        ['a', 1],
        ['b', 0],
      ],
    ],
    { a: 5, b: 3, c: 1, d: 1 },
  ],
  [
    'a mistake that is made no more',
    [
      [
        ['c', 1],
        ['c', 0],
        ['c', 0],
        ['c', 0],
      ],
    ],
    { a: 1, b: 1, c: 2, d: 1 },
  ],
  ['a task without a template', [[['d', 0.5]]], { a: 1, b: 1, c: 1, d: 3 }],
  ['a task that is no longer there', [[['z', 1]]], { a: 1, b: 1, c: 1, d: 1 }],
  ['strength 0', [[['a', 1]], 0], { a: 1, b: 1, c: 1, d: 1 }],
])('the weights of %s', (_, given, expected) => {
  expect(weights(...given)).toEqual(expected);
});

test('what lies further back than the recent outcomes counts no more', () => {
  const recent = Array.from({ length: RECENT_OUTCOMES }, () => ['d', 0] as const);
  expect(weights([['a', 1], ...recent.slice(1)]).a).toBe(5);
  expect(weights([['a', 1], ...recent]).a).toBe(1);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a strength of %d is refused', (strength) => {
  expect(() => weights([], strength)).toThrow(/`strength` to be a number of at least 0/);
});

test('tasks are drawn as often as they weigh, and equal resets draw equal tasks', async () => {
  const drawn = async (seed: number) => {
    const environment = createEnvironment({ tasks, weights: new Map([['b', 5]]) });
    return (await environment.reset({ seed })).taskId;
  };
  const ids = await Promise.all(Array.from({ length: 2000 }, (_, seed) => drawn(seed)));
  const share = (id: string) => ids.filter((one) => one === id).length / ids.length;
  // Four standard errors of a share of 5/8 of 2,000 are .043.
  expect(Math.abs(share('b') - 5 / 8)).toBeLessThan(0.043);
  for (const id of ['a', 'c', 'd']) expect(Math.abs(share(id) - 1 / 8)).toBeLessThan(0.03);
  expect(await drawn(7)).toBe(ids[7]);
});

test.each([0, -1, Number.NaN])('a weight of %d is refused', (weight) => {
  expect(() => createEnvironment({ tasks, weights: new Map([['b', weight]]) })).toThrow(
    /the weight of b to be a number above 0/,
  );
});
