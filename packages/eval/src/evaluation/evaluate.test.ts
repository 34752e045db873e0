import type { Completer, Prompt } from '@echo/core';
import type { Prediction } from '@echo/metrics';
import { expectedAnswer, type Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/builtin';
import { expect, expectTypeOf, test } from 'vitest';
import { evalReport } from './eval-report.js';
import { evaluate, evaluateAll } from './evaluate.js';
import type { Trial } from './trial.js';

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

test('batches arrive in order and as large as asked for', async () => {
  const sizes: number[] = [];
  for await (const batch of evaluate(
    scholar(() => 60),
    tasks,
    { batchSize: 16 },
  ))
    sizes.push(batch.length);
  expect(sizes).toEqual([16, 16, 16, 2]);
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
  const trials = await evaluateAll(completer, tasks.slice(0, 8));
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

test('no tasks are refused, and an error of the completer comes through', async () => {
  await expect(
    evaluateAll(
      scholar(() => 50),
      [],
    ),
  ).rejects.toThrow('at least one task');
  for (const batchSize of [0, Number.NaN])
    await expect(
      evaluateAll(
        scholar(() => 50),
        tasks,
        { batchSize },
      ),
    ).rejects.toThrow('`batchSize`');
  const broken: Completer = { complete: () => Promise.reject(new Error('out of order')) };
  await expect(evaluateAll(broken, tasks)).rejects.toThrow('out of order');
});

test('no trials make a report of nulls', () => {
  const report = evalReport([]);
  expect(report).toMatchObject({ n: 0, accuracy: null, formatRate: null, meanConfidence: null });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});
