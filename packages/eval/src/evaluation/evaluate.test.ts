import type { Completer, Prompt } from '@echo/core';
import type { Prediction } from '@echo/metrics';
import { expectedAnswer, type Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import { expect, expectTypeOf, test } from 'vitest';
import { evalReport } from '../reports/eval-report.js';
import type { Trial } from '../trial.js';
import { evaluate, evaluateAll } from './evaluate.js';

const tasks = builtinTasks('dev').slice(0, 50);
const question = (prompt: Prompt) => prompt.at(-1)?.content ?? '';

/** Knows every answer to what it is asked and says so with the confidence given. */
function scholar(confidence: (task: Task) => number): Completer {
  return {
    async complete(prompt) {
      const task = tasks.find((t) => question(prompt).includes(t.question));
      if (!task) throw new Error(`not asked before: ${question(prompt)}`);
      return [
        {
          text: `<confidence>${confidence(task)}</confidence><answer>${expectedAnswer(task)}</answer>`,
          finishReason: 'stop',
        },
      ];
    },
  };
}

test('a completer that knows everything and says 100 is accurate and calibrated', async () => {
  const trials = await evaluateAll(
    scholar(() => 100),
    tasks,
  );
  expect(trials.map((t) => t.taskId)).toEqual(tasks.map((t) => t.id));
  const report = evalReport(trials);
  expect(report).toMatchObject({ n: 50, accuracy: 1, formatRate: 1, abstentionRate: 0, meanConfidence: 1 });
  expect(report.ece.value).toBe(0);
  expect(report.auroc).toBeNull();
});

test('a completer that takes batches gets them in order and as large as asked for', async () => {
  const sizes: number[] = [];
  const single = scholar(() => 60);
  const completer: Completer = {
    ...single,
    completeGroups: (prompts, options) => {
      sizes.push(prompts.length);
      return Promise.all(prompts.map((prompt) => single.complete(prompt, options)));
    },
  };
  const batches: (readonly Trial[])[] = [];
  for await (const batch of evaluate(completer, tasks, { batchSize: 16 })) batches.push(batch);
  expect(sizes).toEqual([16, 16, 16, 2]);
  expect(batches.map(({ length }) => length)).toEqual(sizes);
  expect(batches.flat().map(({ taskId }) => taskId)).toEqual(tasks.map(({ id }) => id));
  expect(Object.keys(batches[0]?.[0] ?? {}).sort()).toEqual(
    'abstained answer confidence correct difficulty domain familiarity grade taskId wellFormed'.split(' '),
  );
});

test('replies without the format, without an answer, or with nothing at all are trials too', async () => {
  const replies = [
    '',
    'no idea what this is',
    "<confidence>90</confidence><answer>I don't know</answer>",
    '\u0000',
  ];
  let i = 0;
  const completer: Completer = {
    complete: async () => [{ text: replies[i++ % replies.length] ?? '', finishReason: 'stop' }],
  };
  const trials = await evaluateAll(completer, tasks.slice(0, 8), { concurrency: 1 });
  expect(trials[2]).toMatchObject({ abstained: true, grade: 0, correct: false });
  const report = evalReport(trials);
  expect(report.n).toBe(8);
  expect(report.accuracy).toBe(0);
  expect(report.formatRate).toBe(0.25);
  expect(report.abstentionRate).toBeGreaterThanOrEqual(0.25);
});

test('partial credit is kept beside the verdict, and reports go by the verdict', async () => {
  const half = () => ({ grade: 0.5, correct: false });
  const graders = { number: half, choice: half, text: half };
  const trials = await evaluateAll(
    scholar(() => 80),
    tasks,
    { graders },
  );
  expect(trials[0]).toMatchObject({ grade: 0.5, correct: false, abstained: false, confidence: 0.8 });
  expect(evalReport(trials)).toMatchObject({ accuracy: 0, ece: { value: expect.closeTo(0.8, 12) } });
});

test('trials are predictions, so that every metric takes them', () => {
  expectTypeOf<Trial>().toExtend<Prediction>();
});

test('a completer that returns nothing at all counts as an empty reply', async () => {
  const [trial] = await evaluateAll({ complete: async () => [] }, tasks.slice(0, 1));
  expect(trial).toMatchObject({ grade: 0, correct: false, wellFormed: false });
});

test('no tasks and options that are none are refused', async () => {
  await expect(
    evaluateAll(
      scholar(() => 50),
      [],
    ),
  ).rejects.toThrow('at least one task');
  async function* nothing() {}
  await expect(
    evaluateAll(
      scholar(() => 50),
      nothing(),
    ),
  ).rejects.toThrow('at least one task');
  for (const name of ['batchSize', 'concurrency', 'retries', 'timeout', 'attemptTimeout'])
    await expect(
      evaluateAll(
        scholar(() => 50),
        tasks,
        { [name]: Number.NaN },
      ),
    ).rejects.toThrow(`\`${name}\``);
});

test('no trials make a report of nulls', () => {
  const report = evalReport([]);
  expect(report).toMatchObject({ n: 0, accuracy: null, formatRate: null, meanConfidence: null });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});
