import type { Probability } from '@echo/core';

/** What phrases mean in per cent, as published. */
const PUBLISHED: Readonly<Record<string, number>> = {
  'absolutely sure': 98,
  'extremely sure': 95,
  'very sure': 90,
  'very certain': 90,
  certain: 88,
  high: 85,
  confident: 78,
  sure: 75,
  'fairly sure': 70,
  probably: 65,
  likely: 65,
  'somewhat sure': 60,
  moderate: 55,
  medium: 50,
  unsure: 35,
  uncertain: 30,
  unlikely: 30,
  'not sure': 25,
  low: 25,
  doubtful: 20,
  'very unsure': 15,
  'very uncertain': 15,
  'no idea': 5,
  'no clue': 5,
};

/** Phrases of the same make, placed between the published ones. */
const ADDED: Readonly<Record<string, number>> = {
  'absolutely certain': 98,
  'completely sure': 98,
  'completely certain': 98,
  'almost certain': 95,
  'extremely certain': 95,
  'extremely confident': 95,
  'very high': 95,
  'very confident': 90,
  'highly confident': 90,
  'very likely': 80,
  'highly likely': 80,
  'pretty sure': 75,
  'quite sure': 75,
  'most likely': 75,
  'fairly certain': 70,
  'fairly confident': 70,
  'reasonably sure': 70,
  'reasonably confident': 70,
  'somewhat certain': 60,
  'somewhat confident': 60,
  'not entirely sure': 45,
  'not completely sure': 45,
  'not entirely certain': 45,
  'not completely certain': 45,
  'somewhat unsure': 40,
  'somewhat uncertain': 35,
  'not likely': 30,
  'not certain': 25,
  'not confident': 25,
  'not very sure': 20,
  'not very certain': 20,
  'not very confident': 20,
  'not so sure': 20,
  'very low': 10,
  'very unlikely': 10,
  'highly unlikely': 10,
  'very doubtful': 10,
  'not sure at all': 10,
  'not at all sure': 10,
};

/** Phrases of confidence and what they are taken to mean. */
export const VERBAL_CONFIDENCE: ReadonlyMap<string, Probability> = new Map(
  Object.entries({ ...PUBLISHED, ...ADDED }).map(([phrase, percent]) => [phrase, percent / 100]),
);

/** Words that are about confidence only where nothing else is spoken of. */
const LEVELS = ['very high', 'high', 'moderate', 'medium', 'very low', 'low'];
const IN_TAG = anyOf([...VERBAL_CONFIDENCE.keys()]);
const IN_TEXT = anyOf([...VERBAL_CONFIDENCE.keys()].filter((phrase) => !LEVELS.includes(phrase)));
const LEVEL_IN_TEXT = new RegExp(
  String.raw`\b(${LEVELS.join('|')})\s(?:confidence|certainty)\b|\b(?:confidence|certainty)(?:\sis|\slevel|:){0,2}\s(${LEVELS.join('|')})\b`,
  'i',
);
const NEGATED = /(?:\b(?:not|never|hardly|cannot)|n['’]t)(?:\s\w{1,12}){0,2}\s$/i;

/** Whole phrases, the longest first, with any space between their words. */
function anyOf(phrases: readonly string[]): RegExp {
  const longestFirst = phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll(' ', String.raw`\s`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${longestFirst.join('|')})(?![\p{L}\p{N}])`, 'iu');
}

/**
 * The confidence that the first phrase of a text states in words, or null. A negation before a phrase that has none of its own
 * turns it round: "can't be certain" is 1 − .88. `anywhere` is for prose, where "high" and "low" count only beside "confidence".
 */
export function verbalConfidence(
  text: string,
  options: { readonly anywhere?: boolean } = {},
): Probability | null {
  const spaced = text.replace(/\s+/g, ' ');
  const level = options.anywhere ? LEVEL_IN_TEXT.exec(spaced) : null;
  const match = level ?? (options.anywhere ? IN_TEXT : IN_TAG).exec(spaced);
  if (!match) return null;
  const value = VERBAL_CONFIDENCE.get((level?.[1] ?? level?.[2] ?? match[0]).toLowerCase()) ?? null;
  const isNegated = NEGATED.test(spaced.slice(Math.max(0, match.index - 40), match.index));
  return value !== null && isNegated ? Math.round(100 - 100 * value) / 100 : value;
}
