import type { ReplyOrder } from '@echo/core';
import { confidenceSpan } from '@echo/parser';
import type { Tokenizer } from '@echo/policy';
import type { Rollout } from './rollout.js';

/** The tokens from `start` up to, without, `end`. */
export interface TokenRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The tokens of a rollout that state its confidence: those that begin within its `confidenceSpan`.
 *
 * Null where the rollout is not well-formed, does not keep the order or abstains.
 */
export function confidenceTokens(
  { completion: { text, tokenIds }, result: { parsed } }: Rollout,
  tokenizer: Pick<Tokenizer, 'decode'>,
  order: ReplyOrder,
): TokenRange | null {
  const span = confidenceSpan(text, parsed, order);
  if (!span) return null;
  return {
    start: tokensCovering(tokenIds, span.start, tokenizer),
    end: tokensCovering(tokenIds, span.end, tokenizer),
  };
}

/** The fewest first tokens whose text has at least `length` characters. */
export function tokensCovering(
  tokenIds: Int32Array,
  length: number,
  tokenizer: Pick<Tokenizer, 'decode'>,
): number {
  if (length === 0) return 0;
  let low = 1;
  let high = tokenIds.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (tokenizer.decode(tokenIds.subarray(0, middle)).length >= length) high = middle;
    else low = middle + 1;
  }
  return low;
}
