import type { Task } from '@echo/tasks';
import { expect, test } from 'vitest';
import { warmStartExamples } from './warm-start.js';

const choice = (texts: readonly string[], right: number): Task => ({
  id: texts.join(),
  domain: 'science',
  difficulty: 'easy',
  question: 'Which gas do plants take in?',
  answerKey: {
    kind: 'choice',
    label: 'ABC'[right] as string,
    choices: texts.map((text, i) => ({ label: 'ABC'[i] as string, text })),
  },
  source: 'test',
});

test('a choice is named by its text, by its label where the text would not be graded right', () => {
  const tasks = [choice(['carbon dioxide', 'oxygen'], 0), choice(['C', 'D', 'A'], 0)];
  const replies = warmStartExamples(tasks, 1).map(({ reply }) => reply.replace(/^.*<answer>/, ''));
  expect(replies).toEqual(['carbon dioxide</answer>', 'A</answer>']);
});

test('the stated confidence says nothing about the question', () => {
  const tasks = Array.from({ length: 2000 }, () => choice(['carbon dioxide', 'oxygen'], 0));
  const stated = warmStartExamples(tasks, 1).map(({ reply }) =>
    Number(/<confidence>(\d+)</.exec(reply)?.[1]),
  );
  expect(Math.min(...stated)).toBe(0);
  expect(Math.max(...stated)).toBe(100);
  expect(stated.reduce((sum, x) => sum + x, 0) / stated.length).toBeCloseTo(50, -0.6);
});
