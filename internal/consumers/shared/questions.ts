import { parseResponse } from '@echo/parser';

/** Four questions, and what a model replied: 90 % and 80 % when correct, 60 % and 30 % when not. */
export const questions = [
  { input: 'What is the capital of France?', expected: 'Paris', reply: reply(90, 'Paris') },
  { input: 'What is 6 times 7?', expected: '42', reply: reply(80, '42') },
  { input: 'Who wrote Emma?', expected: 'Jane Austen', reply: reply(60, 'Charlotte Brontë') },
  { input: 'What is the symbol of tungsten?', expected: 'W', reply: reply(30, 'Tg') },
];

/** A question whose reply no prediction can be read from. */
export const unreadable = { input: 'And now?', expected: 'Nothing', reply: '' };

function reply(confidence: number, answer: string): string {
  return `<confidence>${confidence}</confidence><answer>${answer}</answer>`;
}

/** The reply to a question, as a model would give it. */
export function replyTo(input: unknown): string {
  return [...questions, unreadable].find((question) => question.input === input)?.reply ?? '';
}

/** The expected answer to a question, for tools that hand scorers the input alone. */
export function expectedOf(input: unknown): string | undefined {
  return [...questions, unreadable].find((question) => question.input === input)?.expected;
}

/** The prediction in a reply; none in an empty one. */
export function readReply(
  text: unknown,
  expected: unknown,
): { readonly confidence: number; readonly correct: boolean } | null {
  if (text === '') return null;
  const { confidence, answer } = parseResponse(text);
  return { confidence, correct: answer === expected };
}
