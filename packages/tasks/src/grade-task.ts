import { assertProbability, EchoError, type Probability } from '@echo/core';
import { gradeChoice } from './graders/choice.js';
import { gradeNumber } from './graders/number.js';
import { gradeText } from './graders/text.js';
import { withoutQuestion } from './internal/without-question.js';
import type { AnswerKey, ChoiceKey, NumberKey, Task, TextKey } from './task.js';

/** Judges an answer, which is untrusted text: 1 is right, 0 is wrong. At .5 and above it counts as correct. */
export type Grader<Key = AnswerKey> = (key: Key, answer: string, task: Task) => Probability;

/** Judges by kind of answer key: for kinds of your own, and in place of the built-in ones. */
export interface Graders {
  readonly number?: Grader<NumberKey>;
  readonly choice?: Grader<ChoiceKey>;
  readonly text?: Grader<TextKey>;
  readonly [kind: string]: Grader<never> | undefined;
}

/** No answer is longer than this many characters; what is earns 0 unread. */
export const MAX_ANSWER_LENGTH = 10_000;

const BUILTIN: Graders = { number: gradeNumber, choice: gradeChoice, text: gradeText };

/**
 * The grade of an answer in [0, 1]. An empty answer, the question repeated and an overlong text earn 0 of every grader.
 * Throws `unsupported` when no grader is given for a kind of one's own, `invalid-input` when a grader gives no probability.
 */
export function gradeTask(task: Task, answer: string, graders: Graders = {}): Probability {
  if (answer.length > MAX_ANSWER_LENGTH) return 0;
  const stated = withoutQuestion(answer, task.question).trim();
  if (stated === '') return 0;
  const key = task.answerKey;
  const all: Graders = { ...BUILTIN, ...graders };
  const grader = all[key.kind];
  if (!grader) {
    throw new EchoError(
      'unsupported',
      `No grader for answers of kind ${key.kind} (task ${task.id}); pass one as graders['${key.kind}'].`,
    );
  }
  return assertProbability(grader(key as never, stated, task), `the grade of task ${task.id}`);
}
