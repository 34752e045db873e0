import { expect, test } from 'vitest';
import { adversarialTasks, type BuiltinSplit, builtinTasks } from './builtin.js';
import { ADVERSARIAL_SOURCE, DOMAINS, expectedAnswer, gradeTask } from './index.js';

const adversarial = adversarialTasks();

test('the adversarial tasks are hard, of every domain, and of every kind of answer', () => {
  expect(adversarial.length).toBeGreaterThanOrEqual(60);
  expect(new Set(adversarial.map((task) => task.difficulty))).toEqual(new Set(['hard']));
  expect(new Set(adversarial.map((task) => task.source))).toEqual(new Set([ADVERSARIAL_SOURCE]));
  expect(new Set(adversarial.map((task) => task.domain))).toEqual(new Set(DOMAINS));
  expect(new Set(adversarial.map((task) => task.answerKey.kind))).toEqual(
    new Set(['choice', 'number', 'text']),
  );
  expect(new Set(adversarial.map((task) => task.question)).size).toBe(adversarial.length);
});

test.each(adversarial)('$question', (task) => {
  expect(gradeTask(task, expectedAnswer(task))).toEqual({ grade: 1, correct: true });
  const key = task.answerKey;
  if (key.kind !== 'choice') return;
  for (const { label, text } of key.choices) {
    const grade = label === key.label ? 1 : 0;
    for (const answer of [label, text, `${label}. ${text}`])
      expect(gradeTask(task, answer).grade, answer).toBe(grade);
  }
});

test('no label gives the correct answer away', () => {
  const shares = ['A', 'B', 'C', 'D'].map((label) => {
    const offering = adversarial.filter(
      ({ answerKey: key }) => key.kind === 'choice' && key.choices.length === 4,
    );
    return (
      offering.filter(({ answerKey: key }) => key.kind === 'choice' && key.label === label).length /
      offering.length
    );
  });
  for (const share of shares) expect(share).toBeLessThan(0.4);
});

test.each([
  ['What is the capital of Canada?', 'Toronto'],
  ['What is the capital of Brazil?', 'Rio de Janeiro'],
  ['What is the capital of Nigeria?', 'Lagos'],
  ['In which country do Panama hats originate?', 'Panama'],
  ['In which month of the Gregorian calendar did the October Revolution of 1917 take place?', 'October'],
  ['What colour is the outside of the flight recorder that is called the black box?', 'black'],
  ['Which planet of the solar system has the hottest surface?', 'Mercury'],
  ['What do camels store in their humps?', 'water'],
  ['What does typeof null give in JavaScript?', 'null'],
  ['Which month does new Date(2024, 1, 1) fall in, in JavaScript?', 'January'],
  [
    "Mary's father has five daughters: Nana, Nene, Nini, Nono and one more. What is the name of the fifth?",
    'Nunu',
  ],
  ['How many months of the year have 28 days?', '1'],
  ['A farmer has 17 sheep. All but nine die. How many are left?', '8'],
  ['You are in a race and overtake the runner in second place. In which place are you now?', '1'],
  ['A clock takes 5 seconds to strike six. How many seconds does it take to strike twelve?', '10'],
  ['What does round(2.5) give in Python 3?', '3'],
  ['What does -7 // 2 give in Python?', '-3'],
  ['What is 0! (the factorial of zero)?', '0'],
])('the popular answer to %j is wrong: %s', (question, popular) => {
  const task = adversarial.find((other) => other.question === question);
  expect(task && gradeTask(task, popular).grade).toBe(0);
});

test('a split that is none', () => {
  expect(() => builtinTasks('validation' as BuiltinSplit)).toThrow(
    'Expected `split` to be train, dev or test, got validation.',
  );
});
