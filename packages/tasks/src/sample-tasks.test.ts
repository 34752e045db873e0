import { createRng } from '@echo/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIFFICULTIES, type Difficulty, phaseMix, sampleTasks, type Task } from './index.js';

const make = (counts: readonly number[]): readonly Task[] =>
  counts.flatMap((count, i) =>
    Array.from(
      { length: count },
      (_, j): Task => ({
        id: `${i}-${j}`,
        domain: i % 2 ? 'math' : 'logic',
        difficulty: DIFFICULTIES[i % 3] as Difficulty,
        question: 'q',
        answerKey: { kind: 'number', value: j },
      }),
    ),
  );

test('every domain and difficulty keeps its share to within one task, in order, without repeats', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { minLength: 6, maxLength: 6 }),
      fc.nat(80),
      fc.integer(),
      (counts, n, seed) => {
        const tasks = make(counts);
        const sample = sampleTasks(tasks, n, createRng(seed));
        expect(sample.length).toBe(Math.min(n, tasks.length));
        expect(sample).toEqual(tasks.filter((task) => sample.includes(task)));
        for (const [i, count] of counts.entries()) {
          const taken = sample.filter((task) => task.id.startsWith(`${i}-`)).length;
          expect(Math.abs(taken - (sample.length * count) / Math.max(1, tasks.length))).toBeLessThan(1);
        }
      },
    ),
  );
});

test('the seed decides', () => {
  const tasks = make([30, 30, 30]);
  const ids = (seed: number) => sampleTasks(tasks, 10, createRng(seed)).map((task) => task.id);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
});

test.each([-1, 1.5, Number.NaN])('%d is no number of tasks', (n) => {
  expect(() => sampleTasks([], n, createRng(0))).toThrow(
    `Expected \`n\` to be a whole number of tasks from 0 up, got ${n}.`,
  );
});

test('the mixes of the phases', () => {
  expect([phaseMix(1), phaseMix(2), phaseMix(3)]).toEqual([
    { easy: 1, medium: 0, hard: 0 },
    { easy: 0.5, medium: 0.5, hard: 0 },
    { easy: 0.2, medium: 0.4, hard: 0.4 },
  ]);
});
