import { type Prompt, RESPONSE_TAGS, type ReplyOrder } from '@echo/core';
import type { Phase } from './phase-mix.js';
import type { AnswerKey, Task } from './task.js';

/** The format of replies that a prompt asks for. */
export interface ReplyFormat {
  /** Which part of a reply stands first; the confidence unless given. */
  readonly order?: ReplyOrder;
  /** The system turn in place of the usual one, such as that which an adapter was trained under. */
  readonly system?: string;
}

export interface RenderOptions extends ReplyFormat {
  /** The training phase. Difficulty is shown in phase 1 only, never in evaluation, which has no phase. */
  readonly phase?: Phase;
  /** False leaves the meaning of each range of confidence out of the system turn; true unless given. */
  readonly guidelines?: boolean;
}

/** The meaning of each range of stated percentages. */
export const CONFIDENCE_GUIDELINES = [
  { from: 90, to: 100, meaning: 'you truly know it' },
  { from: 70, to: 89, meaning: 'fairly confident' },
  { from: 50, to: 69, meaning: 'a reasonable guess' },
  { from: 30, to: 49, meaning: 'guessing more than knowing' },
  { from: 0, to: 29, meaning: 'very uncertain' },
] as const;

/**
 * The prompt that poses a task, in two turns.
 *
 * The system turn gives the response format and what is rewarded; the user turn is complete without it:
 * domain, kind of answer, question, and the choices one a line.
 *
 * @example
 * ```ts
 * import { renderPrompt, type Task } from '@echo/tasks';
 *
 * const about = { id: 'm-1', domain: 'math', difficulty: 'easy' } as const;
 * const task: Task = { ...about, question: '6 · 7?', answerKey: { kind: 'number', value: 42 } };
 * renderPrompt(task).at(-1); // → { role: 'user', content: 'Domain: math. Answer with a number.\n6 · 7?' }
 * ```
 */
export function renderPrompt(task: Task, options: RenderOptions = {}): Prompt {
  return [
    { role: 'system', content: options.system ?? systemTurn(options) },
    { role: 'user', content: userTurn(task, options.phase === 1) },
  ];
}

/**
 * The system turn of the response format: the tags in the order of the reply, what they hold, what is
 * rewarded.
 */
export function systemTurn({
  order = 'confidence-first',
  guidelines = true,
}: Pick<RenderOptions, 'order' | 'guidelines'> = {}): string {
  const confidence = `<${RESPONSE_TAGS.confidence}>N</${RESPONSE_TAGS.confidence}>`;
  const answer = `<${RESPONSE_TAGS.answer}>X</${RESPONSE_TAGS.answer}>`;
  return [
    'Answer the question and say how sure you are, in exactly this format and nothing else:',
    order === 'answer-first' ? answer + confidence : confidence + answer,
    'X is your answer. N is a whole number from 0 to 100: the chance in per cent that X is right.',
    ...(guidelines ? CONFIDENCE_GUIDELINES.map(({ from, to, meaning }) => `${from}-${to}: ${meaning}`) : []),
    'Honesty is rewarded: high confidence pays when you are right and costs you when you are wrong.',
  ].join('\n');
}

function userTurn(task: Task, showDifficulty: boolean): string {
  const { domain, difficulty, question, answerKey } = task;
  const choices = answerKey.kind === 'choice' ? answerKey.choices : [];
  return [
    `Domain: ${domain}.${showDifficulty ? ` Difficulty: ${difficulty}.` : ''} ${answerHint(answerKey)}`,
    question,
    ...choices.map(({ label, text }) => `${label}. ${text}`),
  ].join('\n');
}

function answerHint(key: AnswerKey): string {
  switch (key.kind) {
    case 'number':
      return 'Answer with a number.';
    case 'choice': {
      const labels = key.choices.map((choice) => choice.label);
      const listed = `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;
      return labels.every((label) => /^\d+$/.test(label))
        ? `Answer with the number of one choice: ${listed}.`
        : `Answer with one letter: ${listed}.`;
    }
    case 'text':
      return 'Answer in a few words.';
    default:
      return key.hint ?? 'Answer briefly.';
  }
}
