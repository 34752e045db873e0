import { isEchoError } from '@echo/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Task } from '../index.js';
import { formatTasksCsv, parseTasksCsv } from '../node.js';
import { anyTasks } from '../testing/any-tasks.js';

const HEADER = 'id,domain,difficulty,question,kind,answer,choices,aliases,match,extra,source,familiarity';
const TASKS: readonly Task[] = [
  {
    id: 'sum',
    domain: 'math',
    difficulty: 'easy',
    question: 'How much is\n"1,000" + 1?',
    answerKey: { kind: 'number', value: 1001 },
    source: 'own',
  },
  {
    id: 'rain',
    domain: 'science',
    difficulty: 'hard',
    question: 'Freezing rain?',
    answerKey: {
      kind: 'choice',
      label: '2',
      choices: [
        { label: '1', text: 'hail' },
        { label: '2', text: 'sleet' },
      ],
    },
  },
  {
    id: 'paris',
    domain: 'factual',
    difficulty: 'medium',
    question: 'Capital of France?',
    answerKey: { kind: 'text', answer: 'Paris', aliases: ['Lutetia'], match: 'fuzzy' },
    familiarity: 'known',
  },
  {
    id: 'own',
    domain: 'coding',
    difficulty: 'medium',
    question: 'A pattern?',
    answerKey: { kind: 'acme:regex', answer: '^c', pattern: '^\\^' },
  },
];
const CSV = `${HEADER}
sum,math,easy,"How much is
""1,000"" + 1?",number,1001,,,,,own,
rain,science,hard,Freezing rain?,choice,2,"[{""label"":""1"",""text"":""hail""},{""label"":""2"",""text"":""sleet""}]",,,,,
paris,factual,medium,Capital of France?,text,Paris,,"[""Lutetia""]",fuzzy,,,known
own,coding,medium,A pattern?,acme:regex,^c,,,,"{""pattern"":""^\\\\^""}",,
`;

test('tasks as CSV and back', () => {
  expect(formatTasksCsv(TASKS)).toBe(CSV);
  expect(parseTasksCsv(CSV, 'a.csv')).toEqual(TASKS);
  expect(parseTasksCsv(`\uFEFF\r\n${CSV.replaceAll(/(?<!is)\n/g, '\r\n\r\n')}`, 'a.csv')).toEqual(TASKS);
  expect(parseTasksCsv('', 'a.csv')).toEqual([]);
  expect(parseTasksCsv(formatTasksCsv([]), 'a.csv')).toEqual([]);
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(anyTasks, (tasks) => {
      expect(parseTasksCsv(formatTasksCsv(tasks), 'a.csv')).toEqual(tasks);
    }),
  );
});

test('columns in any order, optional ones left out', () => {
  const text = 'answer,kind,question,difficulty,domain,id\n2,number,1 + 1?,easy,math,sum';
  expect(parseTasksCsv(text, 'a.csv')).toEqual([
    {
      id: 'sum',
      domain: 'math',
      difficulty: 'easy',
      question: '1 + 1?',
      answerKey: { kind: 'number', value: 2 },
    },
  ]);
});

const SHORT = 'id,domain,difficulty,question,kind,answer';
const GOOD = 'a,math,easy,"one\n\ntwo",number,1';
test.each<[string, string, string]>([
  ['a missing column', 'id,domain,difficulty,question,kind', 'line 1: the column answer is missing; add it.'],
  [
    'a column that is none',
    `\n${SHORT},hint`,
    `line 2: no column is called "hint"; the columns are ${HEADER.replaceAll(',', ', ')}.`,
  ],
  ['a column twice', `${SHORT},id`, 'line 1: the column id stands there twice; remove one.'],
  [
    'too many fields',
    `${SHORT}\n${GOOD}\nb,math,easy,1,000?,number,1`,
    'line 5: 7 fields where the first line names 6 columns; put a field with commas in double quotes.',
  ],
  [
    'no number',
    `${SHORT}\n${GOOD}\n\nb,math,easy,q?,number,`,
    'line 6: `answerKey.value` invalid input: expected number, received NaN; correct the task or remove the line.',
  ],
  [
    'an id twice',
    `${SHORT}\n${GOOD}\n${GOOD}`,
    'line 5: the id a is that of line 2; give every task its own id.',
  ],
  [
    'no difficulty',
    `${SHORT}\nb,math,,q?,number,1`,
    'line 2: `difficulty` invalid option: expected one of "easy"|"medium"|"hard"; correct the task or remove the line.',
  ],
  [
    'choices that are no JSON',
    `${SHORT},choices\nb,math,easy,q?,choice,A,hail;fog`,
    'line 2: `choices` is not valid JSON; write it as [{"label":"A","text":"hail"},{"label":"B","text":"sleet"}].',
  ],
  [
    'more fields that are no object',
    `${SHORT},extra\nb,math,easy,q?,acme:regex,A,[1]`,
    'line 2: `extra` is not a JSON object; write it as {"pattern":"^c"}.',
  ],
  [
    'a quote that stays open',
    `${SHORT}\n${GOOD}\nb,math,easy,"q?,number,1\nc,math,easy,q?,number,1`,
    'line 5: not valid CSV; put a field with quotes, commas or line breaks in double quotes, and double the quotes in it.',
  ],
  [
    'a quote inside',
    `${SHORT}\nb,math,easy,q "x",number,1`,
    'line 2: not valid CSV; put a field with quotes, commas or line breaks in double quotes, and double the quotes in it.',
  ],
])('%s is refused with the first line of the record', (_, text, message) => {
  let error: unknown;
  try {
    parseTasksCsv(text, 'a.csv');
  } catch (caught) {
    error = caught;
  }
  expect(isEchoError(error, 'invalid-task')).toBe(true);
  expect(String(error)).toBe(`EchoError: a.csv, ${message}`);
});
