/** The most words of a first sentence. */
export const MAX_WORDS = 25;

/** First words that leave open what the sentence is about. */
const NO_SUBJECT = /^(it|its|this|they|these|them|null|of|likewise)\b/i;

/** The first sentence of a docstring, on one line. */
export function firstSentence(text: string): string {
  const paragraph = text.trim().split(/\n\s*\n|\n\s*@|\n\s*```|\n\s*- /)[0] ?? '';
  const flat = paragraph.replace(/\s+/g, ' ').trim();
  const end = /(?<!\b(?:al|e\.g|i\.e|vs|cf|no|resp|approx))[.!?](?=\s+[^a-z])/.exec(flat);
  return end ? flat.slice(0, end.index + 1) : flat;
}

/** What is wrong with the first sentence of a docstring; null where nothing is. */
export function faultOfFirstSentence(text: string): string | null {
  const sentence = firstSentence(text);
  if (sentence === '') return 'says nothing';
  const words = sentence.split(' ').length;
  if (words > MAX_WORDS)
    return `opens with a sentence of ${words} words, ${MAX_WORDS} at most: “${sentence}”`;
  if (NO_SUBJECT.test(sentence)) return `opens without a subject: “${sentence}”`;
  return null;
}
