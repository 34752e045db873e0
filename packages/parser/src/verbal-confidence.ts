import type { Probability } from '@echo/core';
import { ASIDE } from './internal/asides.js';
import { findOwnPhrase } from './internal/own-words.js';
import { anyPhrase } from './internal/phrase-pattern.js';
import { LEVEL_PHRASES, VERBAL_PERCENTS } from './internal/verbal-phrases.js';

/** Phrases of confidence and what they are taken to mean. */
export const VERBAL_CONFIDENCE: ReadonlyMap<string, Probability> = new Map(
  Object.entries(VERBAL_PERCENTS).map(([phrase, percent]) => [phrase, percent / 100]),
);

const ALONE = new RegExp(anyPhrase(Object.keys(VERBAL_PERCENTS)), 'iu');
/** A second level beside the first: "medium-high", "medium high", "low to medium". */
const SECOND_LEVEL = new RegExp(
  String.raw`^(?:\s?(?:[-–/]|to|or)\s?|\s)(${LEVEL_PHRASES.join('|')})(?![\p{L}\p{N}])`,
  'iu',
);
const NEGATED = new RegExp(
  [
    String.raw`(?:\b(?:not|never|hardly|scarcely|barely|cannot|no\slonger`,
    String.raw`|far\sfrom|less\sthan|anything\sbut)`,
    String.raw`|n['’]t)${ASIDE}(?:\s\w{1,12}){0,2}\s$`,
  ].join(''),
  'i',
);

/**
 * The confidence that the first phrase of a text states, whole words only; null when it has none.
 *
 * A negation before a phrase that has none of its own turns it round: "can't be certain" is 1 − .88. Of two
 * levels, "medium-low", the middle is taken. `anywhere` is for prose: there the last phrase counts that the
 * speaker says of himself or of the answer, and "high" and "low" only beside "confidence".
 *
 * @example
 * ```ts
 * import { verbalConfidence } from '@echo/parser';
 *
 * verbalConfidence('almost certain'); // → 0.95
 * verbalConfidence('Paris'); // → null
 * ```
 */
export function verbalConfidence(
  text: string,
  options: { readonly anywhere?: boolean } = {},
): Probability | null {
  const spaced = text.replace(/\s+/g, ' ');
  const found = options.anywhere ? findOwnPhrase(spaced) : firstPhrase(spaced);
  if (!found) return null;
  const { phrase, index } = found;
  const first = percentOf(phrase);
  const second = SECOND_LEVEL.exec(spaced.slice(index + phrase.length, index + phrase.length + 24))?.[1];
  const percent = second === undefined ? first : Math.round((first + percentOf(second)) / 2);
  const isNegated = NEGATED.test(spaced.slice(Math.max(0, index - 40), index));
  return (isNegated ? 100 - percent : percent) / 100;
}

function firstPhrase(text: string): { readonly phrase: string; readonly index: number } | null {
  const match = ALONE.exec(text);
  return match && { phrase: match[0], index: match.index };
}

function percentOf(phrase: string): number {
  return VERBAL_PERCENTS[phrase.toLowerCase()] ?? 50;
}
