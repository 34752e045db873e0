import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type AnswerKey,
  type CustomKey,
  expectedAnswer,
  type Grader,
  type Graders,
  gradeTask,
  type Task,
} from './index.js';

const task = (answerKey: AnswerKey, question = 'Which of them is it, then?'): Task => ({
  id: 'task-1',
  domain: 'science',
  difficulty: 'easy',
  question,
  answerKey,
});
const choices = ['hail', 'fog', 'sleet', 'snowfall'].map((text, i) => ({ label: 'ABCD'[i] ?? '', text }));
const RIGHT = { grade: 1, correct: true };
const WRONG = { grade: 0, correct: false };
const TASKS: readonly Task[] = [
  task({ kind: 'number', value: 7.25 }),
  task({ kind: 'choice', label: 'C', choices }),
  task({ kind: 'text', answer: 'Paris', aliases: ['Lutetia'] }),
  task({ kind: 'text', answer: 'large', match: 'fuzzy' }),
];

describe.each(TASKS)('answers to a $answerKey.kind question', (posed) => {
  test('the expected answer earns 1, also after the question', () => {
    expect(gradeTask(posed, expectedAnswer(posed))).toEqual(RIGHT);
    expect(gradeTask(posed, `${posed.question} ${expectedAnswer(posed)}`)).toEqual(RIGHT);
  });

  test.each([
    '',
    '   ',
    '.',
    'e',
    posed.question,
    posed.question.toUpperCase(),
    `${posed.question} ${posed.question}`,
  ])('%j earns 0', (answer) => expect(gradeTask(posed, answer)).toEqual(WRONG));

  test('any text has a grade in [0, 1]', () => {
    const pieces = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        const { grade } = gradeTask(posed, parts.join(' '));
        expect(grade >= 0 && grade <= 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('long repetitions are graded without trouble, and overlong answers are not read', () => {
    for (const piece of HOSTILE)
      expect(gradeTask(posed, piece.repeat(9_000 / piece.length)).grade).toBeLessThanOrEqual(1);
    expect(gradeTask(posed, `${' '.repeat(10_000)}${expectedAnswer(posed)}`)).toEqual(WRONG);
  });
});

const HOSTILE = [
  '1 ',
  '1/',
  'one ',
  'a hundred ',
  '1,',
  '-',
  '10^',
  '=',
  'is ',
  'or ',
  '(',
  '{',
  '\\boxed{',
  '\\frac{',
  'A ',
  'C',
  'sleet ',
  'Paris ',
  'the answer is ',
  '*',
  '  ',
  '\n',
  "'",
];

interface RegexKey extends CustomKey {
  readonly kind: 'acme:regex';
  readonly pattern: string;
}

describe('graders of one’s own', () => {
  const key: RegexKey = { kind: 'acme:regex', answer: 'abc', pattern: '^[a-c]+$' };
  const regex: Grader<RegexKey> = ({ pattern }, answer) => (new RegExp(pattern).test(answer) ? RIGHT : WRONG);

  test('judge kinds of one’s own', () => {
    const graders: Graders = { 'acme:regex': regex };
    expect(gradeTask(task(key), 'cab', graders)).toEqual(RIGHT);
    expect(gradeTask(task(key), 'cad', graders)).toEqual(WRONG);
    expect(expectedAnswer(task(key))).toBe('abc');
  });

  test('replace the built-in ones', () => {
    const quarter = { grade: 0.25, correct: false };
    expect(gradeTask(task({ kind: 'number', value: 3 }), '3', { number: () => quarter })).toEqual(quarter);
  });

  test('are missed by name, and held to the rule', () => {
    expect(() => gradeTask(task(key), 'abc')).toThrow(
      "No grader for answers of kind acme:regex (task task-1); pass one as graders['acme:regex'].",
    );
    expect(() =>
      gradeTask(task(key), 'abc', { 'acme:regex': () => ({ grade: Number.NaN, correct: true }) }),
    ).toThrow('Expected `the grade of task task-1` to be a probability in [0, 1], got NaN.');
    expect(() => gradeTask(task(key), 'abc', { 'acme:regex': () => ({ grade: 1 }) as never })).toThrow(
      'Expected the verdict of task task-1 to be true or false, got undefined; return { grade, correct }.',
    );
  });

  test('are typed by the key they judge', () => {
    expectTypeOf(regex).parameter(0).toEqualTypeOf<RegexKey>();
    expectTypeOf<{ 'acme:regex': Grader<RegexKey> }>().toExtend<Graders>();
    expectTypeOf<{ number: Grader<RegexKey> }>().not.toExtend<Graders>();
    expectTypeOf<RegexKey>().toExtend<AnswerKey>();
    expectTypeOf<{ kind: 'regex'; answer: string }>().not.toExtend<AnswerKey>();
    expectTypeOf<Extract<AnswerKey, { kind: 'number' }>>().toEqualTypeOf<{
      readonly kind: 'number';
      readonly value: number;
    }>();
  });
});
