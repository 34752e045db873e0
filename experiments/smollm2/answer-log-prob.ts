import { type Completion, RESPONSE_TAGS, type ReplyOrder } from '@echo/core';
import type { Tokenizer } from '@echo/policy';

/**
 * The log-probability of the tokens of a reply that are its answer's: those after the stated confidence, or
 * answer first, those up to the end of the answer.
 */
export function answerLogProb(
  tokenizer: Pick<Tokenizer, 'decode'>,
  { tokenIds, logProbs }: Completion,
  order: ReplyOrder = 'confidence-first',
): number {
  const closing = `</${RESPONSE_TAGS[order === 'answer-first' ? 'answer' : 'confidence']}>`;
  const after = logProbs.findIndex((_, i) => tokenizer.decode(tokenIds.subarray(0, i)).includes(closing));
  const answer =
    order === 'confidence-first'
      ? logProbs.subarray(Math.max(after, 0))
      : logProbs.subarray(0, after < 0 ? logProbs.length : after);
  return answer.reduce((sum, x) => sum + x, 0);
}
