import { plainText } from '@echo/core/text';
import type { Choice } from '../task.js';

/**
 * A place in a text that names a choice: the labels it may stand for, several when choices share one text.
 */
export interface Mention {
  readonly labels: readonly string[];
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]/u;
/** Stands in for text that was found to be a choice, so that no label is looked for in it. */
const MASK = '…';

/**
 * Every place where a text names a choice, by its text or its label, in order. A text that is also a label is
 * read as the label.
 */
export function choiceMentions(choices: readonly Choice[], text: string): readonly Mention[] {
  const byText: Mention[] = [];
  let rest = text;
  const labels = new Set(choices.map(({ label }) => label.toLowerCase()));
  const longestFirst = choices
    .filter((choice) => !labels.has(choice.text.toLowerCase()))
    .sort((a, b) => b.text.length - a.text.length);
  for (const form of [literally, inLowerCase]) {
    for (const choice of longestFirst) {
      const wanted = form(
        plainText(choice.text)
          .replace(/\s+/g, ' ')
          .replace(/[.\s]+$/, ''),
      );
      const labelsOfText = choices.filter((other) => other.text === choice.text).map((other) => other.label);
      for (const start of placesOf(form(rest), wanted)) {
        const end = start + wanted.length;
        if (isPronoun(wanted, rest.slice(end, end + 2))) continue;
        byText.push({ labels: labelsOfText, start, end });
        rest = rest.slice(0, start) + MASK.repeat(wanted.length) + rest.slice(end);
      }
    }
  }
  return [...byText, ...labelMentions(choices, rest)].sort((a, b) => a.start - b.start);
}

/** "I would …" and "a …" are the pronoun and the article, also where a choice reads so. */
function isPronoun(wanted: string, after: string): boolean {
  return /^[ai]$/i.test(wanted) && /^\s\p{Ll}/u.test(after);
}

function literally(text: string): string {
  return text;
}

/** Lower case, letter by letter, so that places stay the same. */
function inLowerCase(text: string): string {
  return text.replace(/[A-ZÀ-ÖØ-Þ]/g, (letter) => letter.toLowerCase());
}

/** Where `needle` stands in `haystack` between word boundaries. */
function placesOf(haystack: string, needle: string): readonly number[] {
  const places: number[] = [];
  if (needle === '') return places;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
    const end = at + needle.length;
    const inWord =
      (WORD.test(haystack[at - 1] ?? '') && WORD.test(needle[0] ?? '')) ||
      (WORD.test(haystack[end] ?? '') && WORD.test(needle.at(-1) ?? ''));
    if (!inWord) places.push(at);
  }
  return places;
}

/** What makes of a capital A or I before it a label and not an article or a pronoun. */
const AFTER_LABEL = String.raw`\s(?:or|and|then|but|is|was|are|be|must|would|should|could|seems|because|since|as|nor|not|versus|vs|may|might|maybe|perhaps|probably|certainly|definitely|possibly|surely|also|only|correct|right|wrong|incorrect|for\ssure|of\scourse|it\sis)\b`;
/**
 * How labels are mentioned: dressed ("option b", "(2)", "B)"), listed ("a, b", "1 or 2"), or a capital
 * standing alone, unless it is an article or a pronoun.
 */
const LABEL_FORMS: readonly RegExp[] = [
  /\b(?:option|choice|answer|letter|number)\s+[("'[]?([\p{L}\p{N}]{1,3})(?![\p{L}\p{N}])/dgiu,
  /[([]([\p{L}\p{N}]{1,3})[)\]]/dgiu,
  /(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,3})\)/dgiu,
  /(?:^|[,;/&+]|\bor\b|\band\b)\s*([b-hj-z\d])(?![\p{L}\p{N}'’])/dgiu,
  /(?:^|[,;/&+]|\bor\b|\band\b)\s*([ai])(?![\p{L}\p{N}'’]|\s(?!or\b|and\b)\p{L})/dgiu,
  /(?<![\p{L}\p{N}'’])([B-HJ-Z])(?![\p{L}\p{N}'’])/dgu,
  /(?<=[^.!?\s]\s+)(A)(?![\p{L}\p{N}'’])/dgu,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}'’])([AI])(?![\p{L}\p{N}'’]|\s(?!or\b|and\b)\p{Ll})|(?<![\p{L}\p{N}'’])(A)(?=${AFTER_LABEL})`,
    'gud',
  ),
];

/** A small letter of a formula: "a = F/m" speaks of no choice. */
function isVariable(written: string, after: string): boolean {
  return /^[a-z]$/.test(written) && /^\s?[=^_(<>≈]/.test(after);
}

function labelMentions(choices: readonly Choice[], text: string): readonly Mention[] {
  const labels = new Map(choices.map(({ label }) => [label.toLowerCase(), label]));
  const found = new Map<number, Mention>();
  for (const form of LABEL_FORMS) {
    for (const { indices } of text.matchAll(form)) {
      const [start, end] = indices?.[1] ?? indices?.[2] ?? [0, 0];
      const written = text.slice(start, end);
      const label = labels.get(written.toLowerCase());
      if (label !== undefined && !isVariable(written, text.slice(end, end + 3)))
        found.set(start, { labels: [label], start, end });
    }
  }
  return [...found.values()];
}
