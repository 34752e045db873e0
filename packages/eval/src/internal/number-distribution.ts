import type { SampledToken } from '@echo/core';

/** Numbers and the log-probability of each. */
export interface NumberDistribution {
  readonly values: readonly number[];
  readonly logProbs: readonly number[];
}

/**
 * The distribution of the integer percentage that sampled tokens spell, as probabilities; null where none
 * does.
 *
 * A number may be one token or one for each digit. Where another digit could have been sampled, what would
 * have followed it is unknown: it is taken to be distributed as what followed the sampled one. Numbers above
 * 100 are left out.
 */
export function numberDistribution(tokens: readonly SampledToken[]): NumberDistribution | null {
  const weights = new Map<number, number>();
  for (const [digits, probability] of digitStrings(tokens, 0)) {
    const percent = Number(digits);
    if (digits === '' || percent > 100) continue;
    weights.set(percent / 100, (weights.get(percent / 100) ?? 0) + probability);
  }
  if (weights.size === 0) return null;
  return { values: [...weights.keys()], logProbs: [...weights.values()].map(Math.log) };
}

/** The strings of digits that the tokens from the i-th on may spell, each with its probability. */
function digitStrings(tokens: readonly SampledToken[], i: number): ReadonlyMap<string, number> {
  const token = tokens[i];
  if (!token) return new Map([['', 1]]);
  const after = isDigits(token.token) ? digitStrings(tokens, i + 1) : new Map([['', 1]]);
  const alternatives = token.top.some((other) => other.token === token.token)
    ? token.top
    : [...token.top, token];
  const found = new Map<string, number>();
  for (const { token: text, logprob } of alternatives) {
    const digits = /^\s*(\d*)/.exec(text)?.[1] ?? '';
    for (const [tail, probability] of isDigits(text) ? after : new Map([['', 1]]))
      found.set(digits + tail, (found.get(digits + tail) ?? 0) + Math.exp(logprob) * probability);
  }
  return found;
}

function isDigits(text: string): boolean {
  return /^\s*\d+$/.test(text);
}
