import { type Quantity, readQuantities } from '@echo/core/text';

/** A confidence as a text states it in numerals or number words. */
export interface StatedValue {
  /** In per cent; not yet within 0 to 100. */
  readonly percent: number;
  /** Whether it is written as per cents, so that another number beside it is not meant. */
  readonly isPercent: boolean;
  /** Whether it is one number: neither a range nor odds. */
  readonly isSingle: boolean;
  readonly inWords: boolean;
  /** The place of its first character in the text. */
  readonly start: number;
  /** The place after its last character. */
  readonly end: number;
}

/** What stands between the two numbers of a share, "9 times out of 10", and of a range, "70 to 80". */
const SHARE = /^[\s-]?\(?(?:times\s|chances?\s|cases\s)?(?:out[\s-]of|in|of|from)[\s-](?:every\s)?$/;
const RANGE = /^\s?(?:-|~|to|and|through|bis|up\sto|\.{2,3})\s?$/;
const RATIO = /^(\d{1,4})\s?[/:]\s?(\d{1,4})$/;
/** A number after such a word only names something: "level 5 - 95%". */
const NUMBERED = /(?:\b(?:level|tier|category|class|grade|step)\s|#)$/;
/** "From 60 to 40" is a range that falls. */
const FROM = /\bfrom\s$/;
/** A number in exponent form, 1e0, is no integer percentage. */
const EXPONENT = /\de[-+]?\d/;
const DASH = /^[-–]\s?/;

/** The values that a text in lower case states, in order, on a scale to `top` if it is not null. */
export function readStatedValues(text: string, top: number | null): readonly StatedValue[] {
  const quantities = readQuantities(text);
  const values: StatedValue[] = [];
  for (let i = 0; i < quantities.length; i++) {
    const first = quantities[i] as Quantity;
    const second = quantities[i + 1];
    const pair = second ? readPair(text, first, second, top) : null;
    const value = pair ?? readOne(text, first, top);
    if (value) values.push(value);
    if (pair) i++;
  }
  return values;
}

/** A share of a whole ("9 in 10"), odds ("60-40", "odds of 3 to 1") or the middle of a range ("70 to 80"). */
function readPair(text: string, first: Quantity, second: Quantity, top: number | null): StatedValue | null {
  const dash = DASH.exec(text.slice(second.start, second.start + 2))?.[0] ?? '';
  const gap = text.slice(first.end, second.start) + dash;
  if (NUMBERED.test(text.slice(Math.max(0, first.start - 10), first.start))) return null;
  const a = first.readings[0] ?? Number.NaN;
  const b = Math.abs(second.readings[0] ?? Number.NaN);
  if (Number.isNaN(a + b)) return null;
  const base = {
    start: first.start,
    end: second.end,
    inWords: first.form === 'words' || second.form === 'words',
  };
  const isPlain = !first.percent && !second.percent;
  if (isPlain && b > 0 && SHARE.test(gap) && (a <= b || !/in|from/.test(gap)))
    return { ...base, percent: quotient(a, b), isPercent: false, isSingle: true };
  const isBetween =
    /^(?:\s?[-:]\s?|\s|\sto\s)$/.test(gap) &&
    !FROM.test(text.slice(Math.max(0, first.start - 6), first.start));
  if (
    (isBetween && a >= b && a + b === 100) ||
    (/\b(?:odds|against|in\sfavou?r)\b/.test(text) && /^[\s-]to[\s-]$/.test(gap))
  )
    return { ...base, percent: odds(text, a, b), isPercent: false, isSingle: false };
  if (!RANGE.test(gap) || a < 0) return null;
  const isPercent = !isPlain;
  const middle = (percentOf(first, a, isPercent, top) + percentOf(second, b, isPercent, top)) / 2;
  return { ...base, percent: middle, isPercent, isSingle: false };
}

/** One number, or a ratio of two that is written with a stroke or a colon. */
function readOne(text: string, quantity: Quantity, top: number | null): StatedValue | null {
  const { start, end, form, readings } = quantity;
  const value = readings[0] ?? Number.NaN;
  const base = { start, end, inWords: form === 'words' };
  const written = text.slice(start, end);
  const [, a, b] = RATIO.exec(written) ?? [];
  if (a !== undefined && b !== undefined && isOdds(Number(a), Number(b), written))
    return { ...base, percent: odds(text, Number(a), Number(b)), isPercent: false, isSingle: false };
  if (Number.isNaN(value)) return null;
  const isPercent = quantity.percent || /%\s?$/.test(text.slice(Math.max(0, start - 2), start));
  if (form === 'fraction') return { ...base, percent: exact(value * 100), isPercent, isSingle: true };
  const number = EXPONENT.test(written) ? { ...quantity, form: 'decimal' as const } : quantity;
  return { ...base, percent: percentOf(number, value, isPercent, top), isPercent, isSingle: true };
}

/** Of two numbers with a stroke only those that make a hundred are odds, 60/40; 17/20 is a share. */
function isOdds(a: number, b: number, written: string): boolean {
  return a + b > 0 && (written.includes(':') || a + b === 100);
}

function odds(text: string, a: number, b: number): number {
  return /\bagainst\b/.test(text) ? quotient(b, a + b) : quotient(a, a + b);
}

/**
 * A value in per cent.
 *
 * On a scale, a number from 0 to its upper end is that share of it. A number below one, or 1.0, is a
 * probability.
 */
function percentOf({ form }: Quantity, value: number, isPercent: boolean, top: number | null): number {
  if (isPercent) return value;
  const isFractional = form === 'decimal' || !Number.isInteger(value);
  const isBelowOne = isFractional && Math.abs(value) < 1;
  if (top !== null && value >= 0 && value <= top && !isBelowOne) return quotient(value, top);
  return isBelowOne || (isFractional && Math.abs(value) === 1) ? exact(value * 100) : value;
}

function quotient(part: number, whole: number): number {
  return exact((part / whole) * 100);
}

/** A number less the rounding error of what it was computed with: .285 × 100 is 28.5. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}
