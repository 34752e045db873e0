import type { Choice } from '../task.js';

const WORD = /[\p{L}\p{N}]/u;

/** The choices whose text occurs in a text, each as the labels that share that text, and the text without them. */
export function choiceMentions(
  choices: readonly Choice[],
  text: string,
): { readonly mentioned: readonly (readonly string[])[]; readonly remainder: string } {
  const mentioned: string[][] = [];
  let remainder = text;
  const longestFirst = choices.toSorted((a, b) => b.text.length - a.text.length);
  for (const find of [literally, inLowerCase]) {
    for (const choice of longestFirst) {
      const wanted = choice.text.replace(/\s+/g, ' ').replace(/[.\s]+$/, '');
      const { found, rest } = cutAll(find(remainder), find(wanted), remainder);
      if (!found) continue;
      remainder = rest;
      mentioned.push(choices.filter((other) => other.text === choice.text).map((other) => other.label));
    }
  }
  return { mentioned, remainder };
}

function literally(text: string): string {
  return text;
}

/** Lower case, letter by letter, so that places stay the same. */
function inLowerCase(text: string): string {
  return text.replace(/[A-ZÀ-ÖØ-Þ]/g, (letter) => letter.toLowerCase());
}

/** Cuts every occurrence at word boundaries out of `text`, whose searchable form is `haystack`. */
function cutAll(
  haystack: string,
  needle: string,
  text: string,
): { readonly found: boolean; readonly rest: string } {
  if (needle === '') return { found: false, rest: text };
  let rest = '';
  let kept = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
    const end = at + needle.length;
    const inWord =
      (WORD.test(haystack[at - 1] ?? '') && WORD.test(needle[0] ?? '')) ||
      (WORD.test(haystack[end] ?? '') && WORD.test(needle.at(-1) ?? ''));
    if (inWord) continue;
    rest += `${text.slice(kept, at)} … `;
    kept = end;
  }
  return { found: kept > 0, rest: rest + text.slice(kept) };
}

/** The labels a text mentions: dressed ("option b", "(2)", "B)"), listed ("a, b", "1 or 2"), or a capital standing alone, unless it is
 * an article or a pronoun. */
export function labelMentions(choices: readonly Choice[], text: string): readonly (readonly string[])[] {
  const patterns = [
    /\b(?:option|choice|answer|letter|number)\s+[("']?([\p{L}\p{N}]{1,3})(?![\p{L}\p{N}])/giu,
    /[([]([\p{L}\p{N}]{1,3})[)\]]/gu,
    /(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,3})\)/gu,
    /(?:^|[,;/&+]|\bor\b|\band\b)\s*([b-hj-z\d])(?![\p{L}\p{N}'’])/giu,
    /(?:^|[,;/&+]|\bor\b|\band\b)\s*([ai])(?![\p{L}\p{N}'’]|\s(?!or\b|and\b)\p{L})/giu,
    /(?<![\p{L}\p{N}'’])([B-HJ-Z])(?![\p{L}\p{N}'’])/gu,
    /(?<=[^.!?\s]\s+)(A)(?![\p{L}\p{N}'’])/gu,
    /(?<![\p{L}\p{N}'’])([AI])(?![\p{L}\p{N}'’]|\s(?!or\b|and\b)\p{Ll})/gu,
  ];
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => (match[1] ?? '').toLowerCase()),
  );
  return choices.filter(({ label }) => found.includes(label.toLowerCase())).map(({ label }) => [label]);
}
