import type { Task } from '@echo/tasks';
import { expect, test } from 'vitest';
import { sftExamples } from './sft-examples.js';

const task: Task = {
  id: 'gas',
  domain: 'science',
  difficulty: 'easy',
  question: 'Which gas do plants take in?',
  answerKey: {
    kind: 'choice',
    label: 'A',
    choices: [
      { label: 'A', text: 'carbon dioxide' },
      { label: 'B', text: 'oxygen' },
    ],
  },
  source: 'test',
};

test('examples give the correct answer, and a confidence that says nothing about the question', () => {
  const replies = sftExamples(
    Array.from({ length: 4000 }, () => task),
    1,
  ).map(({ completion }) => /^<confidence>(\d+)<\/confidence><answer>(.*)<\/answer>$/.exec(completion));
  expect(new Set(replies.map((reply) => reply?.[2]))).toEqual(new Set(['A']));
  const stated = replies.map((reply) => Number(reply?.[1]));
  expect([Math.min(...stated), Math.max(...stated)]).toEqual([0, 100]);
  const mean = stated.reduce((sum, percent) => sum + percent, 0) / stated.length;
  expect(Math.abs(mean - 50)).toBeLessThan(2);
});
