import { RESPONSE_TAGS, type ReplyOrder } from '@echo/core';
import type { Span } from '@echo/core/text';
import type { ParsedResponse } from './parsed-response.js';

const { confidence: NAME } = RESPONSE_TAGS;
const CANONICAL = new RegExp(`^<${NAME}>[^<]*</${NAME}>$`);

/**
 * The span of a reply that states its confidence, where the reply is well-formed and keeps the order.
 *
 * Confidence first, it is everything up to the end of the tag, and null for a reply that reasons or answers
 * before, on which the confidence could depend. Answer first, it is the tag, which follows the answer. Null,
 * too, where the tag is not written as the format writes it, and for a reply that abstains.
 */
export function confidenceSpan(
  text: string,
  { wellFormed, abstained, reasoning, spans }: ParsedResponse,
  order: ReplyOrder = 'confidence-first',
): Span | null {
  const { confidence, answer } = spans;
  if (!wellFormed || abstained || !confidence || !answer) return null;
  if (!CANONICAL.test(text.slice(confidence.start, confidence.end))) return null;
  if (order === 'answer-first') return confidence.start < answer.end ? null : confidence;
  if (reasoning !== null || answer.start < confidence.end) return null;
  return { start: 0, end: confidence.end };
}
