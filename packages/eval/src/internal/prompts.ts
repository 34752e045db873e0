import { type Message, type Prompt, RESPONSE_TAGS, type ReplyOrder } from '@echo/core';
import { renderPrompt, type Task } from '@echo/tasks';

const { confidence, answer } = RESPONSE_TAGS;
/** The answer as the format writes it. */
export const ANSWER_TAG = `<${answer}>X</${answer}>`;
/** The confidence as the format writes it. */
export const CONFIDENCE_TAG = `<${confidence}>N</${confidence}>`;
export const ANSWER_END = `</${answer}>`;
/** What X and N stand for. */
export const ANSWER_IS_X = 'X is your answer.';
export const CONFIDENCE_IS_N = 'N is a whole number from 0 to 100: the chance in per cent that X is right.';

/** The response format, without a word on what a confidence is good for. */
export const bareFormat = (order: ReplyOrder = 'confidence-first'): readonly string[] => [
  'Answer the question and say how sure you are, in exactly this format and nothing else:',
  order === 'answer-first' ? `${ANSWER_TAG}${CONFIDENCE_TAG}` : `${CONFIDENCE_TAG}${ANSWER_TAG}`,
  ANSWER_IS_X,
  CONFIDENCE_IS_N,
];

/** The user turn of a task: domain, kind of answer, question and choices. */
export function questionTurn(task: Task): Message {
  return renderPrompt(task).at(-1) as Message;
}

/** A task under instructions of a method's own. */
export function promptOf(task: Task, ...instructions: readonly string[]): Prompt {
  return [{ role: 'system', content: instructions.join('\n') }, questionTurn(task)];
}

/** A task that asks for the answer alone. */
export function answerOnly(task: Task): Prompt {
  return promptOf(
    task,
    'Answer the question, in exactly this format and nothing else:',
    ANSWER_TAG,
    ANSWER_IS_X,
  );
}
