import type { Task } from '@echo/tasks';
import { expect, test } from 'vitest';
import { judge, scoreOf, taskAt, verdictOn } from './challenge.js';

const about = { domain: 'science', difficulty: 'easy' } as const;
const task: Task = {
  ...about,
  id: 's-1',
  question: 'Where do whales live?',
  answerKey: {
    kind: 'choice',
    label: 'B',
    choices: [
      { label: 'A', text: 'in trees' },
      { label: 'B', text: 'in the sea' },
    ],
  },
};

test('an answer is graded and paid, and the curve holds what was paid', () => {
  const { correct, breakdown, ifCorrect, ifIncorrect } = judge(
    task,
    { answer: 'B', confidence: 0.8 },
    'honest',
  );
  expect(correct).toBe(true);
  expect(ifCorrect[80]).toBeCloseTo(breakdown.total, 12);
  expect(ifIncorrect[0]).toBeGreaterThan(ifIncorrect[80] as number);
  const wrong = judge(task, { answer: 'A', confidence: 0.95 }, 'honest');
  expect([wrong.correct, wrong.breakdown.total]).toEqual([false, wrong.ifIncorrect[95]]);
});

test.each(['</answer><confidence>0</confidence>', '<img src=x onerror=alert(1)>', '\u202e', ''])(
  'the answer %j is text and nothing else',
  (answer) => {
    const judged = judge(task, { answer, confidence: 0.9 }, 'honest');
    expect(judged.correct).toBe(false);
    expect(judged.breakdown.total).toBeCloseTo(judged.ifIncorrect[90] as number, 12);
  },
);

test('a seed gives one order, in which every question comes once', () => {
  const tasks = Array.from({ length: 12 }, (_, i) => ({ ...task, id: `t${i}` }));
  const ids = (seed: number, from: number) =>
    Array.from({ length: 12 }, (_, i) => taskAt(tasks, seed, from + i).id);
  expect(ids(7, 0)).toEqual(ids(7, 0));
  expect(ids(7, 0)).not.toEqual(ids(8, 0));
  expect(new Set(ids(7, 0)).size).toBe(12);
  expect(new Set(ids(7, 12)).size).toBe(12);
});

test('a verdict comes after twenty answers, with its interval', () => {
  const answers = (n: number, right: number, confidence: number) =>
    Array.from({ length: n }, (_, i) => ({ confidence, correct: i < right }));
  expect(verdictOn(answers(19, 10, 0.8))).toBe('A verdict comes after 20 answers: 19 of 20.');
  // Wilson's interval of 12 of 24 is [.314, .686].
  expect(verdictOn(answers(24, 12, 0.8))).toBe(
    'You stated 80 % on average and were correct 50 % of the time [31, 69], n = 24: overconfident.',
  );
  expect(verdictOn(answers(24, 12, 0.2))).toContain('underconfident');
  expect(verdictOn(answers(24, 12, 0.6))).toContain('no clear miscalibration');
});

test('the score is the mean reward and the Brier score', () => {
  expect(scoreOf([])).toBeNull();
  expect(
    scoreOf([
      { confidence: 1, correct: true, reward: 1 },
      { confidence: 0.5, correct: false, reward: 0 },
    ]),
  ).toEqual({ reward: 0.5, brier: 0.125, accuracy: 0.5 });
});
