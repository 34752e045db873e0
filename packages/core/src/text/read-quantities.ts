import { readNumberWords } from './number-words.js';
import type { Quantity } from './quantity.js';

const NUMERAL = [
  String.raw`(?<european>\d{1,3}(?:\.\d{3})+,\d+)`,
  String.raw`(?<plain>(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[ '_]\d{3})+|\d+)(?!\d)(?:\.\d+)?|\.\d+)`,
].join('|');
const POWER = String.raw`(?:\s?[×x*·]\s?10\s?\^\s?\(?(?<ten>[-+]?\d{1,4})\)?|[eE](?<e>[-+]?\d{1,4})(?![\w.])|\^\(?(?<power>[-+]?\d{1,4})\)?)?`;
const NUMBER = new RegExp(String.raw`(?<![\p{L}\d_.])(?<sign>(?<![\w)])[-+])?(?:${NUMERAL})${POWER}`, 'gu');

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  hundred: 100,
  thousand: 1e3,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
};
const SUFFIX =
  /\s?(?:(%|per\s?cent\b|percentage\b|pct\b)|(hundred|thousand|million|billion|trillion|dozen|bn|mn|k)\b)/iy;

/**
 * The quantities a plain text states, in order: numerals with separators, signs, powers, fractions, mixed numbers, percentages
 * and scales, and number words. "one" is left out where there are others: it is mostly no number.
 */
export function readQuantities(text: string): readonly Quantity[] {
  const numerals = withSuffixes(text, withFractions(text, readNumerals(text)));
  const words = withSuffixes(text, readNumberWords(text)).filter(
    ({ start, end }) => !numerals.some((numeral) => start < numeral.end && end > numeral.start),
  );
  const all = [...numerals, ...words].sort((a, b) => a.start - b.start);
  return all.length === 1
    ? all
    : all.filter(({ start, end }) => text.slice(start, end).toLowerCase() !== 'one');
}

function readNumerals(text: string): Quantity[] {
  return [...text.matchAll(NUMBER)].map(({ 0: found, index, groups = {} }) => {
    const { european, plain, sign, ten, e, power } = groups;
    const size = Number(
      european ? european.replace(/\./g, '').replace(',', '.') : plain?.replace(/[, '_]/g, ''),
    );
    const scaled = Number(ten ?? e ?? 0) === 0 ? size : Number(`${size}e${ten ?? e}`);
    const value = power === undefined ? scaled : size ** Number(power);
    const form = Number.isInteger(value) && !found.includes('.') ? 'integer' : 'decimal';
    return {
      readings: [sign === '-' ? -value : value],
      form,
      percent: false,
      start: index,
      end: index + found.length,
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
    } else
      out.push({ ...top, readings: [Number.NaN], start: top.start, end: quantities[chain]?.end ?? top.end });
    i = chain;
  }
  return out;
}

function isGap(text: string, left: Quantity | undefined, right: Quantity | undefined, gap: RegExp): boolean {
  return left !== undefined && right !== undefined && gap.test(text.slice(left.end, right.start));
}

function withSuffixes(text: string, quantities: readonly Quantity[]): Quantity[] {
  return quantities.map((quantity) => {
    SUFFIX.lastIndex = quantity.end;
    const [found, percent, scale] = SUFFIX.exec(text) ?? [];
    if (found === undefined || scale === 'K') return quantity;
    const end = quantity.end + found.length;
    if (percent !== undefined)
      return { ...quantity, readings: quantity.readings.flatMap((x) => [x, x / 100]), percent: true, end };
    const factor = SCALES[scale?.toLowerCase() ?? ''] ?? 1;
    return { ...quantity, readings: quantity.readings.map((x) => x * factor), end };
  });
}
