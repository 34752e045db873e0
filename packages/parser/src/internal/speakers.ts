const ANSWER_NOUNS = 'answer|guess|choice|option|solution|result';
/** The answer as a subject: "it", "my final answer". */
export const THE_ANSWER: string = String.raw`(?:it|this|that|(?:the|my|our)\s(?:\w{1,12}\s){0,2}(?:${ANSWER_NOUNS}))`;

/** Up to so many words that name no one else. */
export function fewWords(most: number, excluded: string): string {
  return String.raw`(?:\s(?!(?:${excluded})\b)[a-z'’]{1,12}){0,${most}}`;
}

/** A case-insensitive pattern of parts put together. */
export function joined(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join(''), 'i');
}

const OWNERS = 'his|her|their|its|your|consumer|investor|business|public|voter|market|self';
const OF_OTHERS = joined(
  String.raw`(?:\b(?:${OWNERS})s?[\s-]|['’]s?\s)(?:\w{1,12}\s)?$`,
  String.raw`|\b(?:he|she|they|who)\b[^.!?;]{0,40}$`,
);

/**
 * Whether the words before "confidence" say that it is another's: "his confidence", "the public's
 * confidence".
 */
export function isOfOthers(before: string): boolean {
  return OF_OTHERS.test(before);
}
