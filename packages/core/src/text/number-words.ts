import type { Quantity } from './quantity.js';

const numbered = (words: string, value: (place: number) => number): [string, number][] =>
  words.split(' ').map((word, place) => [word, value(place)]);

const SMALL = new Map([
  ...numbered('zero one two three four five six seven eight nine ten eleven twelve', (i) => i),
  ...numbered('thirteen fourteen fifteen sixteen seventeen eighteen nineteen', (i) => i + 13),
]);
const TENS = new Map(numbered('twenty thirty forty fifty sixty seventy eighty ninety', (i) => (i + 2) * 10));
const SCALES = new Map([
  ...numbered('thousand million billion trillion', (i) => 1000 ** (i + 1)),
  ['dozen', 12] as const,
]);
const PARTS = new Map([
  ...numbered('half third quarter fifth sixth seventh eighth ninth tenth', (i) => i + 2),
  ...numbered('halves thirds quarters fifths sixths sevenths eighths ninths tenths', (i) => i + 2),
]);

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

/** The quantities written out in English: "minus forty-two", "one hundred and five", "two and a half", "three point five". */
export function readNumberWords(text: string): Quantity[] {
  const tokens = [...text.matchAll(/[A-Za-z]+|[^\sA-Za-z-]/g)].map(
    ({ 0: found, index }): Token => ({ text: found.toLowerCase(), start: index, end: index + found.length }),
  );
  const words = tokens.map((token) => token.text);
  const quantities: Quantity[] = [];
  for (let i = 0; i < words.length; ) {
    const negative = words[i] === 'minus' || words[i] === 'negative';
    const read = readQuantity(words, negative ? i + 1 : i);
    const first = tokens[i];
    const last = read && tokens[read.next - 1];
    if (first && last) {
      quantities.push({
        readings: [negative ? -read.value : read.value],
        form: 'words',
        percent: false,
        start: first.start,
        end: last.end,
      });
    }
    i = read?.next ?? i + 1;
  }
  return quantities;
}

/** A cardinal with what may follow it: a decimal part, "and a half", or a denominator; or a denominator alone. */
function readQuantity(words: readonly string[], from: number): Read | null {
  const whole = readCardinal(words, from);
  if (!whole) {
    const at = words[from] === 'a' ? from + 1 : from;
    const part = words[at] === 'half' || at > from ? PARTS.get(words[at] ?? '') : undefined;
    return part === undefined ? null : { value: 1 / part, next: at + 1 };
  }
  const { value, next } = whole;
  if (words[next] === 'point') {
    let end = next + 1;
    let digits = '';
    for (
      let digit = SMALL.get(words[end] ?? '');
      digit !== undefined && digit < 10;
      digit = SMALL.get(words[end] ?? '')
    ) {
      digits += digit;
      end++;
    }
    if (digits !== '') return { value: value + Number(`0.${digits}`), next: end };
  }
  const mixed =
    words[next] === 'and' && words[next + 1] === 'a' ? PARTS.get(words[next + 2] ?? '') : undefined;
  if (mixed !== undefined) return { value: value + 1 / mixed, next: next + 3 };
  const part = PARTS.get(words[next] ?? '');
  return part === undefined ? whole : { value: value / part, next: next + 1 };
}

function readCardinal(words: readonly string[], from: number): Read | null {
  let total = 0;
  let next = from;
  let limit = Number.POSITIVE_INFINITY;
  for (;;) {
    const indefinite = words[next] === 'a' && SCALES.has(words[next + 1] ?? '');
    const group: Read | null = indefinite ? { value: 1, next: next + 1 } : readBelowThousand(words, next);
    if (!group) return null;
    const scale = SCALES.get(words[group.next] ?? '');
    if (scale === undefined || scale >= limit) return { value: total + group.value, next: group.next };
    total += group.value * scale;
    next = group.next + 1;
    limit = scale;
    const skipped = words[next] === 'and' || words[next] === ',' ? next + 1 : next;
    if (scale === 12 || !readBelowThousand(words, skipped)) return { value: total, next };
    next = skipped;
  }
}

function readBelowThousand(words: readonly string[], from: number): Read | null {
  const indefinite = words[from] === 'a' && words[from + 1] === 'hundred';
  const head: Read | null = indefinite ? { value: 1, next: from + 1 } : readBelowHundred(words, from);
  if (!head || words[head.next] !== 'hundred') return head;
  const next = head.next + 1;
  const tail = readBelowHundred(words, words[next] === 'and' ? next + 1 : next);
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
