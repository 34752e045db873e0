import type { Tokenizer } from '@echo/policy';
import { tokensCovering } from './confidence-tokens.js';
import type { Rollout } from './rollout.js';

/**
 * The log-likelihood of a rollout's answer as it was sampled: the sum over the tokens of its tags and of what
 * stands between them.
 *
 * Null where the rollout is not well-formed or abstains.
 */
export function answerLogLikelihood(
  { completion: { tokenIds, logProbs }, result: { parsed } }: Rollout,
  tokenizer: Pick<Tokenizer, 'decode'>,
): number | null {
  const span = parsed.spans.answer;
  if (!parsed.wellFormed || parsed.abstained || !span) return null;
  const first = tokensCovering(tokenIds, span.start + 1, tokenizer) - 1;
  const end = tokensCovering(tokenIds, span.end, tokenizer);
  return logProbs.subarray(first, end).reduce((sum, logProb) => sum + logProb, 0);
}
