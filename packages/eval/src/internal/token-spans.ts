import type { SampledToken, TextCompletion } from '@echo/core';

/** The sampled tokens that spell what stands between two tags; null where the tags are not there. */
export function tokensInTag(tokens: readonly SampledToken[], tag: string): readonly SampledToken[] | null {
  const text = tokens.map(({ token }) => token).join('');
  const opening = new RegExp(`<${tag}>`, 'i').exec(text);
  if (!opening) return null;
  const start = opening.index + opening[0].length;
  const closing = text.indexOf(`</${tag}`, start);
  return tokensBetween(tokens, start, closing < 0 ? text.length : closing);
}

/** The tokens with a character in [start, end) of the text they spell. */
function tokensBetween(tokens: readonly SampledToken[], start: number, end: number): readonly SampledToken[] {
  let at = 0;
  return tokens.filter(({ token }) => {
    const from = at;
    at += token.length;
    return from < end && at > start;
  });
}

/** The log-probs of all tokens of a completion of a local policy, which gives no texts of tokens. */
export function policyLogProbs(completion: TextCompletion | undefined): readonly number[] | null {
  return completion && 'logProbs' in completion && completion.logProbs instanceof Float32Array
    ? Array.from(completion.logProbs)
    : null;
}
