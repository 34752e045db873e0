import { assertProbability, type Probability, RESPONSE_TAGS, type ReplyOrder } from '@echo/core';
import { WRAPPING } from './internal/clean-answer.js';
import { escapeMarkup, numberedEntities } from './internal/entities.js';

/**
 * The reply in the response format; `parseResponse` reads the same back, for integer percentages.
 *
 * What would be taken for markup, and space or quotes around the answer, are written as entities. Throws
 * `invalid-input` when the confidence is no probability.
 *
 * @example
 * ```ts
 * import { formatResponse } from '@echo/parser';
 *
 * formatResponse({ confidence: 0.75, answer: 'a < b' });
 * // → '<confidence>75</confidence><answer>a &lt; b</answer>'
 * ```
 */
export function formatResponse(response: {
  readonly confidence: Probability;
  readonly answer: string;
  /** Written before the tags. */
  readonly reasoning?: string | null;
  /** Which part stands first; the confidence unless given. */
  readonly order?: ReplyOrder;
}): string {
  const reasoning = response.reasoning ? `${shielded(response.reasoning)}\n` : '';
  const confidence = formatConfidence(response.confidence);
  const answer = `<${RESPONSE_TAGS.answer}>${shielded(response.answer)}</${RESPONSE_TAGS.answer}>`;
  return `${reasoning}${response.order === 'answer-first' ? answer + confidence : confidence + answer}`;
}

/**
 * Writes a stated confidence in its tags, as an integer percentage: `<confidence>75</confidence>`.
 *
 * Throws `invalid-input` when it is no probability.
 */
export function formatConfidence(confidence: Probability): string {
  const percent = Math.round(assertProbability(confidence, 'confidence') * 100);
  return `<${RESPONSE_TAGS.confidence}>${percent}</${RESPONSE_TAGS.confidence}>`;
}

/** Markup escaped, and the first and last characters numbered where they would be stripped. */
function shielded(text: string): string {
  const first = WRAPPING.test(text.slice(0, 1)) ? 1 : 0;
  const last = text.length > first && WRAPPING.test(text.slice(-1)) ? 1 : 0;
  const middle = text.slice(first, text.length - last);
  return (
    numberedEntities(text.slice(0, first)) +
    escapeMarkup(middle) +
    numberedEntities(text.slice(text.length - last))
  );
}
