import { partNamed, readNumberWords } from './number-words.js';
import { readNumerals } from './numerals.js';
import type { Quantity } from './quantity.js';

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  hundred: 100,
  thousand: 1e3,
  lakh: 1e5,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  million: 1e6,
  millionen: 1e6,
  millones: 1e6,
  milioni: 1e6,
  crore: 1e7,
  bn: 1e9,
  bln: 1e9,
  mrd: 1e9,
  billion: 1e9,
  milliard: 1e9,
  milliarden: 1e9,
  miliardi: 1e9,
  trillion: 1e12,
  dozen: 12,
};
const PERCENT =
  /\s?(?:%|(?:per\s?cent(?:age)?|pct|prozent|procent|pour\s?cent|por\s?ciento|por\s?cento|per\s?cento|процент\p{L}*)(?!\p{L}))/iuy;
const SCALE =
  /\s?(?:(hundred|thousand|million(?:en|es)?|millones|milioni|billion|trillion|milliard(?:en)?|miliardi|dozen|lakh|crore|bn|bln|mrd|mn|mln|mio)s?\b|(k)(?![\p{L}\p{N}]))/iuy;
/** M and B stand for a million and a billion only where they are glued to the number: 5M, not 5 M. */
const GLUED_SCALE = /([MB])(?![\p{L}\p{N}])/uy;

/** An operator before a number that makes it part of a larger expression: √16, ±5, log(100), π/2, twice 8. */
const OPERATOR_BEFORE = new RegExp(
  [
    String.raw`(?:[√∛∜±∓]|\+\s?\/\s?-?|\b(?:log|ln|lg|sin|cos|tan|cot|sec|csc|exp|sqrt)(?:_?\w)?|\)\s?\/|[π∞]\s?[/·×*]?`,
    String.raw`|\bpi\s?[/·×*]?|(?<![\p{L}\d'])[xyzn]\s?[-+/·*]|\bplus\sor\s|\b(?:twice|double|triple)`,
    String.raw`|\b(?:root|square|cube|logarithm|log|sine|cosine|tangent|reciprocal|factorial)\sof|\b(?:square|cube)?\s?root)\s?[({]?\s?$`,
  ].join(''),
  'iu',
);
/** An operator or an unknown after a number that makes it a factor: 2π, 4√2, 3x, 2^n. */
const OPERATOR_AFTER = new RegExp(
  [
    String.raw`^(?:\s{0,2}[×·*]?\s?(?:[√∛π∞]|pi\b)|[aenqr](?![\p{L}\p{N}'’])|\s?[xyz](?!['’\p{L}\p{N}]|\s{0,3}\d)|i(?![\p{L}\p{N}'])`,
    String.raw`|\s{0,2}(?:[α-λν-ωϑϕ]|(?:alpha|beta|gamma|delta|theta|lambda|phi|infty)\b)`,
    String.raw`|\s?[-+/·*]\s?[xyzn](?!['’\p{L}\p{N}])|\s?\^\s?\(?\p{L}|[)|\]]\s?\^\s?[(\d]`,
    String.raw`|\s?(?:log|ln|sin|cos|tan|sqrt)\b|\s?\/\s?\(?[√π]|\stimes\s(?:pi\b|π)|\s(?:factorial|squared|cubed)\b(?!\s\p{L}))`,
  ].join(''),
  'u',
);
/** What a numeral is a number of: "3 quarters", "25 hundredths". */
const PART_AFTER = /^[\s-](\p{L}{4,12})(?!\p{L})/u;
const AND = /^(?:\sand\s|-and-)$/;
const PRONOUN_ONE =
  /\b(?:this|that|the|each|every|any|no|some|which|first|last|next|other|another|second|third)\s$/i;

/**
 * The quantities that a plain text states, in order.
 *
 * Numerals with separators, signs, powers, fractions, mixed numbers, per cents and scales, and number words.
 * "one" is left out where it stands for a thing ("that one") beside other numbers. See `plainText` for text
 * with LaTeX, Markdown or other scripts.
 *
 * @example
 * ```ts
 * import { readQuantities } from '@echo/core/text';
 *
 * readQuantities('two and a half million of 7 dozen').map(({ readings }) => readings);
 * // → [[2500000], [84, 7]]
 * ```
 */
export function readQuantities(text: string): readonly Quantity[] {
  const bare = withFractions(text, withOperators(text, readNumerals(text)));
  const parts = readNumberWords(text);
  const numerals = withSuffixes(text, withParts(text, withMixed(text, bare, parts)));
  const words = withSuffixes(text, withOperators(text, parts)).filter(
    ({ start, end }) => !numerals.some((numeral) => start < numeral.end && end > numeral.start),
  );
  if (words.length === 0) return numerals;
  const all = [...numerals, ...words].sort((a, b) => a.start - b.start);
  return all.length === 1 ? all : all.filter((quantity) => !isPronoun(text, quantity));
}

function isPronoun(text: string, { start, end }: Quantity): boolean {
  return (
    text.slice(start, end).toLowerCase() === 'one' &&
    PRONOUN_ONE.test(text.slice(Math.max(0, start - 12), start))
  );
}

/** Numbers within an expression that is not worked out are no values: their reading is NaN. */
function withOperators(text: string, quantities: readonly Quantity[]): Quantity[] {
  return quantities.map((quantity) => {
    const before = text.slice(Math.max(0, quantity.start - 24), quantity.start);
    const after = text.slice(quantity.end, quantity.end + 12);
    const isOperand = OPERATOR_BEFORE.test(before) || OPERATOR_AFTER.test(after);
    return isOperand ? { ...quantity, readings: [Number.NaN] } : quantity;
  });
}

/** Joins a numeral and a part in words: "2 and a half". */
function withMixed(
  text: string,
  numerals: readonly Quantity[],
  words: readonly Quantity[],
): readonly Quantity[] {
  if (words.length === 0) return numerals;
  return numerals.map((quantity) => {
    const part = words.find(({ start }) => start > quantity.end);
    const fraction = part?.readings[0] ?? 0;
    const value = quantity.readings[0] ?? Number.NaN;
    const isMixed =
      part && fraction > 0 && fraction < 1 && quantity.form === 'integer' && isGap(text, quantity, part, AND);
    return isMixed
      ? {
          ...quantity,
          readings: [value < 0 ? value - fraction : value + fraction],
          form: 'fraction',
          end: part.end,
        }
      : quantity;
  });
}

/**
 * Divides numerals that count parts: "3 fourths", "25 hundredths".
 *
 * Quarters and halves are things, too, of a year or of a game, so both are read.
 */
function withParts(text: string, numerals: readonly Quantity[]): readonly Quantity[] {
  return numerals.map((quantity) => {
    const [found = '', word = ''] = PART_AFTER.exec(text.slice(quantity.end, quantity.end + 14)) ?? [];
    const divisor = quantity.form === 'integer' ? partNamed(word) : undefined;
    const value = quantity.readings[0] ?? Number.NaN;
    const isCount = /s$/i.test(word) ? value !== 1 : Math.abs(value) === 1;
    if (divisor === undefined || !isCount) return quantity;
    const isThing = /^(?:quarter|hal)/i.test(word);
    return {
      ...quantity,
      readings: isThing ? [value / divisor, value] : [value / divisor],
      form: 'fraction',
      end: quantity.end + found.length,
    };
  });
}

/** Joins "1 / 2" to a half and "3 1/2" to three and a half; a chain such as 1/2/2024 is no number at all. */
function withFractions(text: string, quantities: readonly Quantity[]): Quantity[] {
  const out: Quantity[] = [];
  for (let i = 0; i < quantities.length; i++) {
    let chain = i;
    while (isGap(text, quantities[chain], quantities[chain + 1], /^\s?\/\s?$/)) chain++;
    const top = quantities[i];
    const bottom = quantities[i + 1];
    if (!top) break;
    if (chain === i) out.push(top);
    else if (chain === i + 1 && bottom) {
      const whole = out.at(-1);
      const ratio = (top.readings[0] ?? 0) / (bottom.readings[0] ?? 0);
      const mixed = whole && ratio > 0 && ratio < 1 && isGap(text, whole, top, /^(?: |-| and )$/);
      const value = mixed ? (whole.readings[0] ?? 0) : 0;
      if (mixed) out.pop();
      out.push({
        readings: [value < 0 ? value - ratio : value + ratio],
        form: 'fraction',
        percent: false,
        start: mixed ? whole.start : top.start,
        end: bottom.end,
      });
    } else out.push({ ...top, readings: [Number.NaN], end: quantities[chain]?.end ?? top.end });
    i = chain;
  }
  return out;
}

function isGap(text: string, left: Quantity | undefined, right: Quantity | undefined, gap: RegExp): boolean {
  return left !== undefined && right !== undefined && gap.test(text.slice(left.end, right.start));
}

/**
 * Applies the scales and the per cent sign that follow a number: "2.5 million", "3 hundred thousand", "50 %",
 * "two dozen".
 */
function withSuffixes(text: string, quantities: readonly Quantity[]): Quantity[] {
  return quantities.map((quantity) => {
    let { readings, end } = quantity;
    for (;;) {
      const suffix = scaleAt(text, end);
      if (!suffix) break;
      const isDozen = suffix.factor === 12 && !/^an?$/i.test(text.slice(quantity.start, quantity.end));
      readings = readings.flatMap((x) => (isDozen ? [x * 12, x] : [x * suffix.factor]));
      end = suffix.end;
    }
    PERCENT.lastIndex = end;
    const [percent] = PERCENT.exec(text) ?? [];
    if (percent === undefined) return end === quantity.end ? quantity : { ...quantity, readings, end };
    return {
      ...quantity,
      readings: readings.flatMap((x) => [x, x / 100]),
      percent: true,
      end: end + percent.length,
    };
  });
}

function scaleAt(text: string, at: number): { readonly factor: number; readonly end: number } | null {
  GLUED_SCALE.lastIndex = at;
  const glued = GLUED_SCALE.exec(text)?.[1];
  if (glued !== undefined) return { factor: glued === 'M' ? 1e6 : 1e9, end: at + 1 };
  SCALE.lastIndex = at;
  const [found, word, thousand] = SCALE.exec(text) ?? [];
  if (found === undefined || thousand === 'K') return null;
  return { factor: SCALES[(word ?? thousand ?? '').toLowerCase()] ?? 1, end: at + found.length };
}
