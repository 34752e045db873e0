import { expect, test } from 'vitest';
import { adversarialNotes } from './adversarial-notes.js';
import { adversarialTasks, builtinTasks } from './builtin-tasks.js';
import {
  ADVERSARIAL_SOURCE,
  DIFFICULTIES,
  DOMAINS,
  expectedAnswer,
  findLeaks,
  gradeTask,
  type Task,
} from './index.js';
import { normalWords } from './internal/words.js';
import { countBy } from './testing/count-by.js';
import { templateOf, wordOverlap } from './testing/template-of.js';

const bank = adversarialTasks();
const notes = adversarialNotes();

/** The correct answer in words: the text of the choice where there are choices. */
const answerOf = ({ answerKey: key, ...task }: Task) =>
  key.kind === 'choice'
    ? (key.choices.find(({ label }) => label === key.label)?.text ?? '')
    : expectedAnswer({ ...task, answerKey: key });

/** Every answer that the key of a text accepts; the one of another key. */
const acceptedBy = (task: Task) => {
  const { answerKey: key } = task;
  return key.kind === 'text' ? [key.answer, ...(key.aliases ?? [])] : [answerOf(task)];
};

test('at least 320, at least 40 of each domain, of every kind of answer and every difficulty', () => {
  expect(bank.length).toBeGreaterThanOrEqual(320);
  const perDomain = countBy(bank, (task) => task.domain);
  expect(Object.keys(perDomain).sort()).toEqual([...DOMAINS].sort());
  for (const count of Object.values(perDomain)) expect(count).toBeGreaterThanOrEqual(40);
  const perKind = countBy(bank, (task) => task.answerKey.kind);
  expect(Object.keys(perKind).sort()).toEqual(['choice', 'number', 'text']);
  for (const count of Object.values(perKind)) expect(count).toBeGreaterThanOrEqual(50);
  expect(new Set(bank.map((task) => task.difficulty))).toEqual(new Set(DIFFICULTIES));
  expect(new Set(bank.map((task) => task.source))).toEqual(new Set([ADVERSARIAL_SOURCE]));
});

test('each has a note with the popular incorrect answer and a reference, in order', () => {
  expect(notes.map(({ id }) => id)).toEqual(bank.map(({ id }) => id));
  for (const { reference } of notes) expect(reference.length).toBeGreaterThanOrEqual(9);
});

test('at most five share a template', () => {
  const templates = bank.map((task) => templateOf(task.question));
  for (const [i, template] of templates.entries()) {
    const sharing = bank.filter((_, j) => wordOverlap(template, templates[j] ?? []) >= 0.65);
    expect(sharing.length, sharing.map(({ question }) => question).join('\n')).toBeLessThanOrEqual(5);
    expect(sharing).toContain(bank[i]);
  }
});

test('no two accept the same answer', () => {
  const forms = bank.flatMap((task) => [
    ...new Set(acceptedBy(task).map((answer) => normalWords(answer).join(' '))),
  ]);
  expect(forms.filter((form, i) => forms.indexOf(form) < i)).toEqual([]);
});

test.each(['train', 'dev', 'test'] as const)(
  'none asks what a task of the built-in split %s asks',
  (split) => {
    expect(findLeaks(bank, builtinTasks(split))).toEqual([]);
  },
);

test('none asks what another asks', () => {
  expect(findLeaks(bank, bank).filter(({ a, b }) => a.id !== b.id)).toEqual([]);
});

test.each(bank.map((task, i) => ({ ...task, misconception: notes[i]?.misconception ?? '' })))(
  '$question',
  ({ misconception, ...task }) => {
    const { answerKey: key } = task;
    for (const answer of acceptedBy(task))
      for (const said of [answer, `The answer is ${answer}.`])
        expect(gradeTask(task, said).correct, said).toBe(true);
    expect(gradeTask(task, expectedAnswer(task))).toEqual({ grade: 1, correct: true });
    for (const said of [misconception, `It is ${misconception}`])
      expect(gradeTask(task, said), said).toEqual({ grade: 0, correct: false });
    if (key.kind !== 'choice') return;
    expect(key.choices.map(({ text }) => text)).toContain(misconception);
    for (const { label, text } of key.choices)
      for (const said of [label, text, `${label}. ${text}`])
        expect(gradeTask(task, said).correct, said).toBe(label === key.label);
  },
);

test.each([
  ['How many days', '**B**'],
  ['A game show', '2/3'],
  ['Boys and girls', 'one third'],
  ['Which number lies exactly halfway', '3/8'],
  ['What is −3²', '-3² = -9'],
  ['It rains on Saturday', '64%'],
  ['A bat and a ball', 'The ball costs 5 cents.'],
  ['Of which type is the value of (1)', "<class 'int'>"],
  ['Who was president', 'President Richard Nixon'],
  ['Who coined', 'The philosopher Herbert Spencer'],
  ['In which city was the Marseillaise', 'Strasbourg, France'],
  ['Which gas causes the largest share', 'Water vapor.'],
  ['Which organ does an overdose', 'The liver'],
  ['On which hill', 'Breeds Hill'],
])('%s … is answered by %j', (opening, answer) => {
  const task = bank.find(({ question }) => question.startsWith(opening));
  expect(task && gradeTask(task, answer).correct).toBe(true);
});

test('no label gives the correct answer away', () => {
  const ofFour = bank.flatMap(({ answerKey: key }) =>
    key.kind === 'choice' && key.choices.length === 4 ? [key.label] : [],
  );
  for (const count of Object.values(countBy(ofFour, (label) => label)))
    expect(count / ofFour.length).toBeLessThan(0.3);
});

test('no length gives the correct answer away', () => {
  const longest = bank.flatMap(({ answerKey: key }) => {
    if (key.kind !== 'choice') return [];
    const [most] = key.choices.toSorted((a, b) => b.text.length - a.text.length);
    return [most?.label === key.label];
  });
  expect(longest.filter(Boolean).length / longest.length).toBeLessThan(0.5);
});
