import { assertProbability, EchoError, type Grade } from '@echo/core';
import { gradeChoice } from './graders/choice.js';
import { gradeNumber } from './graders/number.js';
import { gradeText } from './graders/text.js';
import { withoutQuestion } from './internal/without-question.js';
import type { AnswerKey, ChoiceKey, NumberKey, Task, TextKey } from './task.js';

/** Judges an answer, which is untrusted text: partial credit in [0, 1], and whether it is correct. */
export type Grader<Key = AnswerKey> = (key: Key, answer: string, task: Task) => Grade;

/** Judges by kind of answer key: for kinds of your own, and in place of the built-in ones. */
export interface Graders {
  readonly number?: Grader<NumberKey>;
  readonly choice?: Grader<ChoiceKey>;
  readonly text?: Grader<TextKey>;
  readonly [kind: string]: Grader<never> | undefined;
}

/** No answer is longer than this many characters; what is earns 0 unread. */
export const MAX_ANSWER_LENGTH = 10_000;

const INCORRECT: Grade = { grade: 0, correct: false };
const BUILTIN: Graders = { number: gradeNumber, choice: gradeChoice, text: gradeText };

/**
 * The grade of an answer in [0, 1], and whether it is correct.
 *
 * An empty answer, the question repeated and an overlong text earn 0 of every grader. Throws `unsupported`
 * when no grader is given for a kind of one's own, `invalid-input` when a grader gives no probability.
 *
 * @example
 * ```ts
 * import { gradeTask, type Task } from '@echo/tasks';
 *
 * const about = { id: 'm-1', domain: 'math', difficulty: 'easy' } as const;
 * const task: Task = { ...about, question: '6 · 7?', answerKey: { kind: 'number', value: 42 } };
 * gradeTask(task, 'The answer is 42.'); // → { grade: 1, correct: true }
 * gradeTask(task, '42.3'); // → { grade: 0.8, correct: false }
 * ```
 */
export function gradeTask(task: Task, answer: string, graders: Graders = {}): Grade {
  if (answer.length > MAX_ANSWER_LENGTH) return INCORRECT;
  const stated = withoutQuestion(answer, task.question).trim();
  if (stated === '') return INCORRECT;
  const key = task.answerKey;
  const all: Graders = { ...BUILTIN, ...graders };
  const grader = all[key.kind];
  if (!grader) {
    throw new EchoError(
      'unsupported',
      `No grader for answers of kind ${key.kind} (task ${task.id}); pass one as graders['${key.kind}'].`,
    );
  }
  return checkedGrade(grader(key as never, stated, task), task);
}

function checkedGrade(given: Grade, task: Task): Grade {
  assertProbability(given?.grade, `the grade of task ${task.id}`);
  if (typeof given.correct !== 'boolean')
    throw new EchoError(
      'invalid-input',
      `Expected the verdict of task ${task.id} to be true or false, got ${String(given.correct)}; return { grade, correct }.`,
    );
  return given;
}
