import { isEchoError } from '@echo/core';
import { expect, test } from 'vitest';
import { parseTasks, type Task } from './index.js';

const number: Task = {
  id: 'n',
  domain: 'math',
  difficulty: 'easy',
  question: '1 + 1?',
  answerKey: { kind: 'number', value: 2 },
};
const own: Task = { ...number, id: 'o', answerKey: { kind: 'acme:regex', answer: 'a', pattern: '^a$' } };
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const choice = (label: string, labels: string) => ({
  ...number,
  answerKey: { kind: 'choice', label, choices: [...labels].map((l) => ({ label: l, text: 'x' })) },
});

test('tasks come back as they were written, whatever the line ends', () => {
  expect(parseTasks(lines(number, own), 'a.jsonl')).toEqual([number, own]);
  expect(parseTasks(`\uFEFF${lines(number, own).replace('\n', '\r\n\r\n')}\n`, 'a.jsonl')).toEqual([
    number,
    own,
  ]);
  expect(parseTasks('', 'a.jsonl')).toEqual([]);
});

test.each<[string, string, string]>([
  [
    'no JSON',
    `${lines(number)}\n{"id":`,
    'a.jsonl, line 2: not valid JSON; put one task as a JSON object on each line.',
  ],
  [
    'no object',
    '\n7',
    'a.jsonl, line 2: `task` invalid input: expected object, received number; correct the task or remove the line.',
  ],
  [
    'a missing field',
    lines({ ...number, question: undefined }),
    'a.jsonl, line 1: `question` invalid input: expected string, received undefined; correct the task or remove the line.',
  ],
  [
    'an unknown field',
    lines({ ...number, answer: 2 }),
    'a.jsonl, line 1: `task` unrecognized key: "answer"; correct the task or remove the line.',
  ],
  [
    'a difficulty that is none',
    lines({ ...number, difficulty: 'mid' }),
    'a.jsonl, line 1: `difficulty` invalid option: expected one of "easy"|"medium"|"hard"; correct the task or remove the line.',
  ],
  [
    'a value that is no number',
    lines({ ...number, answerKey: { kind: 'number', value: '2' } }),
    'a.jsonl, line 1: `answerKey.value` invalid input: expected number, received string; correct the task or remove the line.',
  ],
  [
    'an unknown kind',
    lines({ ...number, answerKey: { kind: 'regex', answer: 'a' } }),
    'a.jsonl, line 1: `answerKey.kind` must be number, choice, text, or a kind of your own with a colon in it, such as acme:regex; correct the task or remove the line.',
  ],
  [
    'a label without a choice',
    lines(choice('E', 'AB')),
    'a.jsonl, line 1: `answerKey` label must be the label of one of the choices; correct the task or remove the line.',
  ],
  [
    'a label twice',
    lines(choice('A', 'AA')),
    'a.jsonl, line 1: `answerKey` labels of choices must differ; correct the task or remove the line.',
  ],
  [
    'an id twice',
    lines(number, own, number),
    'a.jsonl, line 3: the id n is that of line 1; give every task its own id.',
  ],
])('%s is refused with its line and rule', (_, text, message) => {
  const error = catchError(() => parseTasks(text, 'a.jsonl'));
  expect(isEchoError(error, 'invalid-task')).toBe(true);
  expect(String(error)).toBe(`EchoError: ${message}`);
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}
