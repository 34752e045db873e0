import { withoutInvisible } from '@echo/core/text';

/** Letters that Unicode does not decompose, as they are written where they are missing. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
};

const BEYOND_ASCII = /[^\x20-\x7e]/;

/** The text in lower case, its letters as they are written where accents are missing. */
function withoutAccents(text: string): string {
  return withoutInvisible(text)
    .normalize('NFKD')
    .replace(/(?<=[A-Za-z\p{Script=Greek}])\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[łøßæœþðđħıŧŋ]/g, (letter) => LETTERS[letter] ?? letter);
}

/**
 * The text in lower case without accents, thousands separators and apostrophes, its words still where they
 * were in order.
 */
export function foldedText(text: string): string {
  return (BEYOND_ASCII.test(text) ? withoutAccents(text) : text.toLowerCase())
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d)\s{0,3}(?:%|per\s?cent\b)/g, '%')
    .replace(/(?<=[\p{L}\p{N}])_(?=\p{N})/gu, '')
    .replace(/\s*&\s*/g, ' and ')
    .replace(/(?<=[\p{L}\p{N}])['’‘`´ʻʼ](?=\p{L})/gu, '');
}

/**
 * The words of a text in the normal form of TriviaQA's evaluation (Joshi et al. 2017): lower case, no
 * punctuation, no articles.
 *
 * Kept, because they tell answers apart: signs and decimal points of numbers, the signs of "C++" and "F#",
 * and a closing "A" as in "Vitamin A". Accents are folded, "ø" is "o", "&" is "and", thousands separators are
 * dropped, and single letters are joined, so that "U.S." is "US".
 */
export function normalWords(text: string): readonly string[] {
  return wordsOfFolded(foldedText(text));
}

/** The same of a text that is folded already. */
export function wordsOfFolded(folded: string): readonly string[] {
  const words = folded.match(/(?<![\p{L}\p{N}.])-?\d+(?:\.\d+)*%?|[\p{L}\p{N}\p{M}]+[+#]*/gu) ?? [];
  const joined: string[] = [];
  let initials = '';
  for (const [i, word] of words.entries()) {
    const initial = /^[a-z]$/.test(word);
    if (initial) initials += word;
    if (initial && i < words.length - 1) continue;
    if (initials !== '') joined.push(initials);
    initials = '';
    if (!initial) joined.push(word);
  }
  const bare = joined.filter(
    (word, i) => !(word === 'the' || ((word === 'a' || word === 'an') && i < joined.length - 1)),
  );
  return bare.length > 0 ? bare : joined;
}

const OPERATOR = new RegExp(
  [
    String.raw`(?<=[\p{L}\p{N})\]]\s?)(?:<=|>=|==|!=|=>|->|\*\*|&&|\|\||\/\/|--(?=\s)|[<>=≤≥≠+*^|\\])(?=\s?[\p{L}\p{N}(["'-])`,
    // between single letters also what elsewhere only joins words
    String.raw`(?<=(?<![\p{L}\p{N}])\p{L}\s?)[-/%](?=\s?\p{L}(?!\p{L}|\p{N}|\.))`,
    // signs before an operand and after one
    String.raw`(?<![\p{L}\p{N})\]]\s?)[!~¬](?=[\p{L}(])|(?<![^\s(])-(?=\p{L}(?![\p{L}\p{N}]))|(?<=[\p{L}\p{N}])-+(?=$|[,.;:)])`,
  ].join('|'),
  'gu',
);
const SAME_OPERATOR: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '!=': '≠' };

/**
 * The operators between the operands of a text, in order: "p < q" has <, "A-" has -, "Coca-Cola" has none.
 */
export function operatorsOf(text: string): string {
  return [
    ...text
      .normalize('NFKC')
      .replace(/[−‐‑–]/g, '-')
      .matchAll(OPERATOR),
  ]
    .map(([operator]) => SAME_OPERATOR[operator] ?? operator)
    .join(' ');
}
