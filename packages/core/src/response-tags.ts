/** The tag names of the response format, `<confidence>75</confidence><answer>Paris</answer>`. */
export const RESPONSE_TAGS = { confidence: 'confidence', answer: 'answer' } as const;

/** The orders of a reply: the confidence stated before the answer, or after it. The first is the default. */
export const REPLY_ORDERS = ['confidence-first', 'answer-first'] as const;

/** The order of a reply's two parts. */
export type ReplyOrder = (typeof REPLY_ORDERS)[number];

/**
 * The strings a completion ends at: nothing after the closing tag of its second part is read.
 *
 * @example
 * ```ts
 * import { stopSequences } from '@echo/core';
 *
 * stopSequences('answer-first'); // → ['</confidence>']
 * ```
 */
export function stopSequences(order: ReplyOrder = 'confidence-first'): readonly string[] {
  const last = order === 'confidence-first' ? RESPONSE_TAGS.answer : RESPONSE_TAGS.confidence;
  return [`</${last}>`];
}
