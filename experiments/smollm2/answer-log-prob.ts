import { type Completion, RESPONSE_TAGS } from '@echo/core';
import type { Tokenizer } from '@echo/policy';

/** The log-probability of the tokens after the stated confidence. */
export function answerLogProb(
  tokenizer: Pick<Tokenizer, 'decode'>,
  { tokenIds, logProbs }: Completion,
): number {
  const closing = `</${RESPONSE_TAGS.confidence}>`;
  const first = logProbs.findIndex((_, i) => tokenizer.decode(tokenIds.subarray(0, i)).includes(closing));
  return logProbs.subarray(Math.max(first, 0)).reduce((sum, x) => sum + x, 0);
}
