import { createRng } from '@echo/core';
import { describe, expect, test } from 'vitest';
import { type AnswerKey, findLeaks, type Task } from './index.js';

let n = 0;
const task = (question: string, answerKey: AnswerKey): Task => ({
  id: `task-${n++}`,
  domain: 'factual',
  difficulty: 'easy',
  question,
  answerKey,
});
const text = (question: string, answer: string, ...aliases: string[]): Task =>
  task(question, { kind: 'text', answer, ...(aliases.length > 0 && { aliases }) });
const number = (question: string, value: number): Task => task(question, { kind: 'number', value });
const choice = (question: string, ...texts: string[]): Task =>
  task(question, {
    kind: 'choice',
    label: 'A',
    choices: texts.map((of, i) => ({ label: 'ABCD'.charAt(i), text: of })),
  });
const leaks = (a: Task, b: Task) => findLeaks([a], [b]).map(({ similarity }) => similarity);

const FRANCE = text('What is the capital of France?', 'Paris');
const SHOP =
  'Mia buys 3 pens for 2 dollars each and a notebook for 5 dollars. How many dollars does she pay in the shop?';

describe('questions that ask the same', () => {
  test.each<[string, Task, Task, number]>([
    ['the same words', FRANCE, text('what is the CAPITAL of France', 'Paris'), 1],
    ['the same words, another key', FRANCE, text('What is the capital of France?', 'City of Paris'), 1],
    ['one word more', FRANCE, text("What's the capital city of France?", 'Paris'), 2 / 3],
    ['an alias for an answer', text('Capital of the US?', 'Washington', 'DC'), text('US capital?', 'DC'), 1],
    ['an open question made a choice', FRANCE, choice('Which is the capital of France?', 'Paris', 'Lyon'), 1],
    [
      'the same choice at another place',
      choice('Which of these is a mammal?', 'whale', 'shark'),
      task('Which of these is a mammal?', {
        kind: 'choice',
        label: 'B',
        choices: [
          { label: 'A', text: 'carp' },
          { label: 'B', text: 'Whale' },
        ],
      }),
      1,
    ],
    ['a word problem in other words', number(SHOP, 11), number(SHOP.replace('in the shop', 'there'), 11), 1],
    ['words put before it', number(SHOP, 11), number(`Think carefully, step by step: ${SHOP}`, 11), 1],
  ])('%s', (_, a, b, similarity) => {
    expect(leaks(a, b)).toEqual([expect.closeTo(similarity)]);
    expect(leaks(b, a)).toEqual([expect.closeTo(similarity)]);
  });
});

describe('questions that do not', () => {
  test.each<[string, Task, Task]>([
    ['another country', FRANCE, text('What is the capital of Spain?', 'Madrid')],
    [
      'another country in many words',
      text('What is the capital city of the European country that is called France today?', 'Paris'),
      text('What is the capital city of the European country that is called Spain today?', 'Madrid'),
    ],
    ['another number', number(SHOP, 11), number(SHOP.replace('5', '6'), 12)],
    [
      'another number, the same result',
      number('Is 7 prime? Say 1 for yes.', 1),
      number('Is 11 prime? Say 1 for yes.', 1),
    ],
    [
      'the same words over other choices',
      choice('Which of these is a mammal?', 'whale', 'shark'),
      choice('Which of these is a mammal?', 'bat', 'owl'),
    ],
    [
      'the same answer',
      text('Which planet is the largest?', 'Jupiter'),
      text('Which planet has the Great Red Spot?', 'Jupiter'),
    ],
    [
      'another person, born in the same decade',
      text('In which decade of the 20th century was Alec Baldwin born?', '1950s'),
      text('In which decade of the 20th century was Michael Keaton born?', '1950s'),
    ],
    [
      'one word of a long question',
      text('Mammals?', 'whale'),
      text('Which mammals live in the sea all their life?', 'whale'),
    ],
  ])('%s', (_, a, b) => {
    expect(leaks(a, b)).toEqual([]);
  });
});

test('pairs come in the order of the first set, the most similar first', () => {
  const near = text('What is the capital city of France?', 'Paris');
  const other = text('Who wrote the play Hamlet?', 'Shakespeare');
  const found = findLeaks([other, FRANCE], [near, other, FRANCE]);
  expect(found.map(({ a, b }) => [a.id, b.id])).toEqual([
    [other.id, other.id],
    [FRANCE.id, FRANCE.id],
    [FRANCE.id, near.id],
  ]);
});

test('the threshold decides, and must be one', () => {
  const near = text('What is the capital city of France?', 'Paris');
  expect(findLeaks([FRANCE], [near], 0.7)).toEqual([]);
  expect(findLeaks([FRANCE], [near], 0.66)).toHaveLength(1);
  for (const threshold of [0, -1, 1.1, Number.NaN]) {
    expect(() => findLeaks([], [], threshold)).toThrow(
      `Expected \`threshold\` to be in (0, 1], got ${threshold}.`,
    );
  }
  expect(findLeaks([], [FRANCE])).toEqual([]);
});

test('a kind of one’s own leaks by its answer', () => {
  const own = (answer: string) =>
    task('Write a pattern that matches cat and car.', { kind: 'acme:regex', answer });
  expect(leaks(own('^ca'), own('^ca'))).toEqual([1]);
  const longer = { ...own('^ca'), question: 'Now write a pattern that matches cat and car.' };
  expect(leaks(own('^ca'), longer)).toEqual([1]);
  expect(leaks(own('^[c]a'), longer)).toEqual([]);
});

test('every planted pair is found among 1,000 × 10,000 tasks, and no other', () => {
  const rng = createRng('leaks');
  const words = Array.from(
    { length: 3_000 },
    (_, i) =>
      `w${'abcdefghij'.charAt(i % 10)}${'klmnopqrst'.charAt((i / 10) % 10)}${'uvwxyzabcd'.charAt((i / 100) % 10)}${'efg'.charAt(i / 1000)}`,
  );
  const made = (count: number, name: string): Task[] =>
    Array.from({ length: count }, (_, i) => ({
      ...text(`What ${Array.from({ length: 12 }, () => rng.choose(words)).join(' ')} is?`, `answer ${i % 5}`),
      id: `${name}-${i}`,
    }));
  const heldOut = made(1_000, 'held-out');
  const planted = heldOut
    .slice(0, 50)
    .map(
      (of): Task => ({ ...of, id: `planted-${of.id}`, question: of.question.replace(' is?', ' really is?') }),
    );
  const found = findLeaks([...made(10_000, 'train'), ...planted], heldOut);
  expect(found.map(({ a, b }) => `${a.id} ${b.id}`)).toEqual(
    planted.map((of) => `${of.id} ${of.id.replace('planted-', '')}`),
  );
});
