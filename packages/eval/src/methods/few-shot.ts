import { type Message, type ReplyOrder, stopSequences } from '@echo/core';
import { formatResponse } from '@echo/parser';
import { askOnce } from '../internal/ask-once.js';
import { bareFormat, questionTurn } from '../internal/prompts.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** A worked example: a question and a response with a fitting confidence. */
export interface CalibratedExample {
  readonly question: string;
  readonly answer: string;
  readonly confidence: number;
}

/** Examples of a fitting confidence, from certain to a guess. */
export const CALIBRATED_EXAMPLES: readonly CalibratedExample[] = [
  { question: 'What is 7 times 8?', answer: '56', confidence: 0.99 },
  { question: 'Which planet has the most moons?', answer: 'Saturn', confidence: 0.8 },
  {
    question: 'In which year was the first steam railway in Austria opened?',
    answer: '1837',
    confidence: 0.55,
  },
  { question: 'What is the 40th digit of pi after the decimal point?', answer: '1', confidence: 0.12 },
];

/** The response format after worked examples whose confidences fit, as earlier turns. */
export function fewShot(examples: readonly CalibratedExample[] = CALIBRATED_EXAMPLES): ElicitationMethod {
  const shots = (order: ReplyOrder) =>
    examples.flatMap((example): Message[] => [
      { role: 'user', content: example.question },
      { role: 'assistant', content: formatResponse({ ...example, order }) },
    ]);
  return {
    name: 'few-shot',
    elicit: (completer, task, options) => {
      const { order = 'confidence-first' } = options.format ?? {};
      const prompt = [
        { role: 'system', content: bareFormat(order).join('\n') } as const,
        ...shots(order),
        questionTurn(task),
      ];
      return askOnce(completer, task, { ...options, prompt, stop: stopSequences(order) });
    },
  };
}
