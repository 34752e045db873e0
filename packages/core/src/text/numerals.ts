import type { Quantity } from './quantity.js';

/** How numerals are grouped and cut, the more particular ways first. */
const NUMERAL = [
  // 1.234,56 and 1.234.567: points between groups of three
  String.raw`(?<points>\d{1,3}(?:\.\d{3})+,(?:\d+|(?=-))|\d{1,3}(?:\.\d{3}){2,}(?![\d.]))`,
  // 1 234,56 and 1'234,5: a decimal comma after groups of another kind
  String.raw`(?<spaces>\d{1,3}(?:[ '’]\d{3})+,\d{1,2}(?![\d,]))`,
  // 12.05.2024 and 1.2.3: a date, a version, a section
  String.raw`(?<chain>\d+(?:\.\d+){2,}|\d{1,3}(?::\d{1,3})+(?![\d:]))`,
  // 0,5 and 12,75: a comma that groups no thousands
  String.raw`(?<comma>(?<!\d,)(?:0,\d+|\d{1,3},(?:\d{1,2}|\d{4,})|\d{4,},\d+)(?![\d,]|\.\d))`,
  String.raw`(?<plain>(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[ '’_]\d{3})+|\d+)(?!\d)(?:\.\d+)?|(?<!\.)\.\d+)`,
].join('|');
const POWER = String.raw`(?:\s{0,3}[×xX*·]\s{0,3}10(?:\s?\^\s?\(?(?<ten>[-+]?\d{1,4})\)?|(?<tight>-\d{1,2})(?![\d.,]))|[eE](?<e>[-+]?\d{1,4})(?![\w.])|\^\(?(?<power>[-+]?\d{1,4})\)?)?`;
/** What ends in an exponent without a mark, s-1, or in what a rate is for, L/100 km. */
const UNIT_BEFORE = String.raw`[\d\s·.*/](?:mol|kg|cm|mm|km|min|m|s|g|h|K|J|N|L|A|Pa|Hz)-|\d\s?\p{L}{1,4}\/`;
/** Not within a word (CO2), a decimal (.5 of 3.5), an exponent (m^2, m^-1) or a unit; "Ans.5" is 5. */
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d_^]|\d\.|\^[-+(]|\^\([-+]|${UNIT_BEFORE})(?:${NUMERAL})(?<!(?:\p{L})\.\d*)${POWER}|(?<=\p{L}\.)(?<glued>\d+)(?![\d.]*\p{L})`,
  'gu',
);
const SIGN = /[-+]\s?$/;
const SPELLED_SIGN = /(?<![\d)]\s{0,3})\b(?:minus|negative)\s{1,3}$/i;
/** What may stand before a sign that is followed by a space: "= - 5" and "is - 5", but not "apples - 5". */
const BEFORE_SPACED_SIGN =
  /(?:^|[\n(=:≈<>,;#]|\b(?:is|are|was|were|be|equals?|gives?|to|of|about))\s*[-+]\s$/i;

/** The numerals of a plain text with their signs and powers: 1,234.5, −3, 1.2 × 10^5, 2^10. */
export function readNumerals(text: string): Quantity[] {
  return [...text.matchAll(NUMBER)].map(({ 0: found, index, groups = {} }) => {
    const { chain, ten, tight, e, power } = groups;
    const written = decimal(groups);
    const exponent = Number(ten ?? tight ?? e ?? 0);
    const size = exponent === 0 ? Number(written) : Number(`${written}e${exponent}`);
    const value = power === undefined ? size : size ** Number(power);
    const { sign, start } = signBefore(text, index);
    return {
      readings: [chain === undefined ? sign * value : Number.NaN],
      form: written.includes('.') ? ('decimal' as const) : ('integer' as const),
      percent: false,
      start,
      end: index + found.length,
    };
  });
}

/** The digits of a numeral with a decimal point and no separators. */
function decimal(groups: Readonly<Record<string, string | undefined>>): string {
  const { points, spaces, chain, comma, plain, glued } = groups;
  if (plain !== undefined) return plain.replace(/[, '’_]/g, '');
  if (chain !== undefined) return 'NaN';
  return (points?.replace(/\./g, '') ?? spaces?.replace(/[ '’]/g, '') ?? comma ?? glued ?? '').replace(
    ',',
    '.',
  );
}

/** The sign that a number at `start` has, ±1, and where it begins. A dash between two numbers is no sign. */
function signBefore(text: string, start: number): { readonly sign: number; readonly start: number } {
  const before = text.slice(Math.max(0, start - 24), start);
  const spelled = SPELLED_SIGN.exec(before);
  if (spelled) return { sign: -1, start: start - before.length + spelled.index };
  const mark = SIGN.exec(before);
  if (!mark) return { sign: 1, start };
  const isSpaced = mark[0].length > 1;
  const isSign = isSpaced
    ? BEFORE_SPACED_SIGN.test(before)
    : !/[\p{L}\p{N}_)\]%°]$/u.test(before.slice(0, mark.index));
  if (!isSign) return { sign: 1, start };
  return { sign: mark[0].startsWith('-') ? -1 : 1, start: start - mark[0].length };
}
