import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Task, TextKey } from '../task.js';
import { gradeText } from './text.js';

const grade = (answer: string, key: Omit<TextKey, 'kind'>, question = 'What is the capital of France?') => {
  const answerKey: TextKey = { kind: 'text', ...key };
  const task: Task = { id: 't', domain: 'factual', difficulty: 'easy', question, answerKey };
  return gradeText(answerKey, answer, task).grade;
};

test.each([
  ['Paris', 'Paris'],
  ['paris.', 'Paris'],
  ['"The  PARIS"', 'Paris'],
  ['It is Paris', 'Paris'],
  ['I think it is Paris.', 'Paris'],
  ['The answer is: Paris', 'Paris'],
  ['Bjorn Borg', 'Björn Borg'],
  ['31700', '31,700'],
  ['US', 'U.S.'],
  ['Spider Man', 'Spider-Man'],
  ['OBriens', "O'Brien's"],
  ['[1,2]', '[1, 2]'],
  ['The Who', 'Who'],
  ['A', 'a'],
  ['++', '++'],
  ['🍒', '🍒'],
  ['<p>', '<p>'],
  ['<b>Paris</b>', 'Paris'],
])('%j is %j', (answer, wanted) => {
  expect(grade(answer, { answer: wanted })).toBe(1);
});

test('an alias is as good as the answer', () => {
  expect(grade('Big Apple', { answer: 'New York', aliases: ['The Big Apple'] })).toBe(1);
});

test.each([
  ['Paris, France', 'Paris'],
  ['Paris is the capital', 'Paris'],
  ['The capital of France is Paris.', 'Paris'],
  ['Albert Einstein', 'Einstein'],
  ['Mount Everest', 'Everest'],
  ['Everest in Nepal', 'Everest'],
  ['pirate ships', 'Sunken pirate ships'],
])('%j says %j with few extra words', (answer, wanted) => {
  expect(grade(answer, { answer: wanted })).toBe(0.5);
});

test.each([
  ['Paris or London', 'Paris'],
  ['London or Paris', 'Paris'],
  ['Paris/London', 'Paris'],
  ['Paris, London', 'Paris'],
  ['Paris and London', 'Paris'],
  ['Paris (London)', 'Paris'],
  ['Paris. London.', 'Paris'],
  ['Paris London', 'Paris'],
  ['Paris\nLondon', 'Paris'],
  ['London Berlin Rome Madrid Vienna Oslo Bern Prague Lisbon Paris', 'Paris'],
  ['somewhere very far away from here, namely Paris', 'Paris'],
  ['e', 'Everest'],
  ['ever', 'Everest'],
  ['Everests', 'Everest'],
  ['the', 'The The Band'],
  ['John', 'John Smith'],
  ['France', 'Capital of France'],
  ['C++', 'C'],
  ['C#', 'C'],
  ['-3', '3'],
  ['35', '3.5'],
  ['Vitamin', 'Vitamin A'],
  ['???', 'Paris'],
])('%j is not %j', (answer, wanted) => {
  expect(grade(answer, { answer: wanted })).toBe(0);
});

test('whichever of two names is asked for, naming both never counts for both', () => {
  const name = fc.constantFrom('Paris', 'London', 'Rome', 'Berlin', 'Oslo', 'Bern');
  const joint = fc.constantFrom(
    ' ',
    ' or ',
    ', ',
    '/',
    ' and ',
    ' in ',
    ' is ',
    ' (',
    '; ',
    '. ',
    ' - ',
    '\n',
    ' of ',
  );
  fc.assert(
    fc.property(name, name, joint, fc.boolean(), (a, b, between, posed) => {
      fc.pre(a !== b);
      const question = posed ? `Is it ${a} or ${b}?` : 'Which city is it?';
      const grades = [a, b].map((answer) => grade(`${a}${between}${b}`, { answer }, question));
      expect(grades.filter((x) => x > 0).length).toBeLessThan(2);
    }),
  );
});

test.each([
  ['colour', 'color', 1],
  ['hat', 'hot', 0.7],
  ['heat', 'hot', 0.4],
  ['cat', 'dog', 0],
  ['big or large', 'large', 0],
  ['large, big', 'large', 0],
])('fuzzily, %j for %j earns %d', (answer, wanted, expected) => {
  expect(grade(answer, { answer: wanted, match: 'fuzzy' }, 'Say another word.')).toBe(expected);
  if (expected < 1) expect(grade(answer, { answer: wanted, match: 'exact' }, 'Say another word.')).toBe(0);
});
