const NUMBER_WORDS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const ARTICLES = new Set(['a', 'an', 'the']);

/** The words of a text in lower case, without accents, punctuation and articles, number words as digits. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '' && !ARTICLES.has(word))
    .map((word) => {
      const value = NUMBER_WORDS.indexOf(word);
      return value < 0 ? word : String(value);
    });
}

/** The normal form of a question: without case, punctuation (operators too), articles and number words. */
export function normalizeQuestion(text: string): string {
  return wordsOf(text).join(' ');
}

/** True when the words of `name` occur in a row in `text`. */
export function mentions(text: readonly string[], name: readonly string[]): boolean {
  if (name.length === 0) return false;
  return text.some((_, start) => name.every((word, i) => text[start + i] === word));
}
