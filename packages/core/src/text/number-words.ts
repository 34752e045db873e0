import type { Quantity } from './quantity.js';

const numbered = (words: string, value: (place: number) => number): [string, number][] =>
  words.split(' ').map((word, place) => [word, value(place)]);

const SMALL = new Map([
  ...numbered('zero one two three four five six seven eight nine ten eleven twelve', (i) => i),
  ...numbered('thirteen fourteen fifteen sixteen seventeen eighteen nineteen', (i) => i + 13),
  ['nought', 0] as const,
  ['naught', 0] as const,
]);
const TENS = new Map(
  numbered('twenty thirty forty fifty sixty seventy eighty ninety', (i) => (i + 2) * 10),
).set('fourty', 40);
const SCALES = new Map([
  ...numbered('thousand million billion trillion', (i) => 1000 ** (i + 1)),
  ['lakh', 1e5] as const,
  ['crore', 1e7] as const,
]);
const DENOMINATORS: readonly [string, number][] = [
  ...numbered('half third quarter fifth sixth seventh eighth ninth tenth eleventh twelfth', (i) => i + 2),
  ...numbered('thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth', (i) => i + 13),
  ...numbered(
    'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth',
    (i) => (i + 2) * 10,
  ),
  ['fourth', 4],
  ...numbered('hundredth thousandth', (i) => 100 * 10 ** i),
  ['millionth', 1e6],
];
const PARTS = new Map(
  DENOMINATORS.flatMap(([word, value]) => [
    [word, value] as const,
    [word === 'half' ? 'halves' : `${word}s`, value] as const,
  ]),
);

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What was read from a place on, and the place after it. */
interface Read {
  readonly value: number;
  readonly next: number;
}

/**
 * The quantities written out in English, in order.
 *
 * "minus forty-two", "one hundred and five", "two and three quarters", "half a million", "three point five".
 */
export function readNumberWords(text: string): Quantity[] {
  const hyphenated = text.replace(/(?<=[A-Za-z])–(?=[A-Za-z])/g, '-');
  const tokens = [...hyphenated.matchAll(/[A-Za-z]+|[^\sA-Za-z-]/g)].map(
    ({ 0: found, index }): Token => ({ text: found.toLowerCase(), start: index, end: index + found.length }),
  );
  const words = tokens.map((token) => (token.text === '&' ? 'and' : token.text));
  const quantities: Quantity[] = [];
  for (let i = 0; i < words.length; ) {
    const spelledSign = words[i] === 'minus' || words[i] === 'negative';
    const read = readQuantity(words, spelledSign ? i + 1 : i);
    const first = tokens[i];
    const last = read && tokens[read.next - 1];
    if (first && last) {
      const dashed = /(?:^|[^\p{L}\p{N}\s])\s?-$|(?:^|\s)-$/u.test(
        text.slice(Math.max(0, first.start - 3), first.start),
      );
      quantities.push({
        readings: [spelledSign || dashed ? -read.value : read.value],
        form: 'words',
        percent: false,
        start: dashed ? first.start - 1 : first.start,
        end: last.end,
      });
    }
    i = read?.next ?? i + 1;
  }
  return quantities;
}

/**
 * A cardinal with what may follow it, a decimal part or a denominator; or a part of something: "a third",
 * "half a million".
 */
function readQuantity(words: readonly string[], from: number): Read | null {
  const whole = readYear(words, from) ?? readCardinal(words, from);
  if (!whole) return readDecimal(words, from, 0) ?? readPart(words, from);
  const { value, next } = whole;
  const decimal = readDecimal(words, next, value);
  if (decimal) return decimal;
  if (words[next] === 'and') {
    const mixed = readFraction(words, next + 1);
    const scale = Math.max(1, SCALES.get(words[next - 1] ?? '') ?? 1);
    const unit = scale >= 1e6 ? scale : 1;
    if (mixed) return { value: value + mixed.value * unit, next: mixed.next };
  }
  return readFraction(words, from) ?? whole;
}

/** A year in two halves: "nineteen eighty-four", "twenty twenty". */
function readYear(words: readonly string[], from: number): Read | null {
  const century = readBelowHundred(words, from);
  if (!century || century.value < 10 || century.value > 20) return null;
  const year = readBelowHundred(words, century.next);
  const isWhole = year && year.value >= 10 && !isCounted(words[year.next]);
  return isWhole ? { value: century.value * 100 + year.value, next: year.next } : null;
}

function isCounted(word = ''): boolean {
  return scaleOf(word) !== undefined || PARTS.has(word);
}

/** "point five", "point fourteen": digits after the word point. */
function readDecimal(words: readonly string[], from: number, whole: number): Read | null {
  if (words[from] !== 'point') return null;
  let next = from + 1;
  let digits = '';
  for (let read = readBelowHundred(words, next); read; read = readBelowHundred(words, next)) {
    digits += read.value;
    next = read.next;
  }
  return digits === '' ? null : { value: whole + Number(`0.${digits}`), next };
}

/** What a word such as "quarters" divides by, or undefined. */
export function partNamed(word: string): number | undefined {
  return PARTS.get(word.toLowerCase());
}

/** "a half", "three quarters", "one twelfth": less than one, as a numerator and a denominator. */
function readFraction(words: readonly string[], from: number): Read | null {
  const indefinite = words[from] === 'a' || words[from] === 'an';
  const numerator = indefinite ? { value: 1, next: from + 1 } : readBelowHundred(words, from);
  const denominator = numerator && PARTS.get(words[numerator.next] ?? '');
  return numerator !== null && denominator != null
    ? { value: numerator.value / denominator, next: numerator.next + 1 }
    : null;
}

/** "half", "a third", and either of a scale: "half a million", "a quarter of a million". */
function readPart(words: readonly string[], from: number): Read | null {
  const part = words[from] === 'half' ? { value: 0.5, next: from + 1 } : readFraction(words, from);
  if (!part) return null;
  const of = words[part.next] === 'of' ? part.next + 1 : part.next;
  const scale = words[of] === 'a' ? scaleOf(words[of + 1]) : undefined;
  return scale === undefined ? part : { value: part.value * scale, next: of + 2 };
}

function scaleOf(word: string | undefined): number | undefined {
  if (word === 'hundred') return 100;
  return word === 'dozen' ? 12 : SCALES.get(word ?? '');
}

function readCardinal(words: readonly string[], from: number): Read | null {
  let total = 0;
  let next = from;
  let limit = Number.POSITIVE_INFINITY;
  for (;;) {
    const indefinite = words[next] === 'a' && scaleOf(words[next + 1]) !== undefined;
    const group: Read | null =
      indefinite && words[next + 1] !== 'hundred'
        ? { value: 1, next: next + 1 }
        : readBelowThousand(words, next);
    if (!group) return null;
    const scale = SCALES.get(words[group.next] ?? '');
    if (scale === undefined || scale >= limit) return { value: total + group.value, next: group.next };
    total += group.value * scale;
    next = group.next + 1;
    limit = scale;
    const skipped = words[next] === 'and' || words[next] === ',' ? next + 1 : next;
    if (!readBelowThousand(words, skipped) || readFraction(words, skipped)) return { value: total, next };
    next = skipped;
  }
}

function readBelowThousand(words: readonly string[], from: number): Read | null {
  const indefinite = words[from] === 'a' && words[from + 1] === 'hundred';
  const head: Read | null = indefinite ? { value: 1, next: from + 1 } : readBelowHundred(words, from);
  if (!head || words[head.next] !== 'hundred') return head;
  const next = head.next + 1;
  const after = words[next] === 'and' ? next + 1 : next;
  const tail = readFraction(words, after) ? null : readBelowHundred(words, after);
  return tail ? { value: head.value * 100 + tail.value, next: tail.next } : { value: head.value * 100, next };
}

function readBelowHundred(words: readonly string[], from: number): Read | null {
  const word = words[from] ?? '';
  const tens = TENS.get(word);
  const small = SMALL.get(word);
  if (tens === undefined) return small === undefined ? null : { value: small, next: from + 1 };
  const unit = SMALL.get(words[from + 1] ?? '') ?? 0;
  return unit > 0 && unit < 10 ? { value: tens + unit, next: from + 2 } : { value: tens, next: from + 1 };
}
