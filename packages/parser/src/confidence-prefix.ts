import { RESPONSE_TAGS } from '@echo/core';
import type { ParsedResponse } from './parsed-response.js';

const { confidence: NAME } = RESPONSE_TAGS;
const CANONICAL = new RegExp(`^<${NAME}>[^<]*</${NAME}>$`);

/**
 * The length of a reply's confidence prefix, which ends with the tag that states the confidence.
 *
 * It counts where the reply is well-formed and states its confidence before anything else, in the tag as the
 * format writes it. 0 for a reply whose confidence could depend on what was written before it: one that
 * reasons or answers first. 0, too, for one that abstains or is not well-formed.
 */
export function confidencePrefixLength(
  text: string,
  { wellFormed, abstained, reasoning, spans }: ParsedResponse,
): number {
  const { confidence, answer } = spans;
  if (!wellFormed || abstained || reasoning !== null || !confidence || !answer) return 0;
  if (answer.start < confidence.end) return 0;
  return CANONICAL.test(text.slice(confidence.start, confidence.end)) ? confidence.end : 0;
}
