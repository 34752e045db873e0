const DIGIT = /\p{Nd}/u;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * The text in compatibility form (NFKC) with every script's digits as 0–9.
 *
 * Per cent and decimal signs of other scripts become % and a point.
 *
 * @example
 * ```ts
 * import { withAsciiDigits } from '@echo/core/text';
 *
 * withAsciiDigits('٤٢٪'); // → '42%'
 * ```
 */
export function withAsciiDigits(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  const plain = text.normalize('NFKC');
  if (PRINTABLE_ASCII.test(plain)) return plain;
  return plain
    .replace(/[\u066a\u2052]/g, '%')
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',')
    .replace(/[−–—‒‐‑―]/g, '-')
    .replace(/[^\x20-\x7e]/gu, asciiDigit);
}

/** The ASCII digit of a digit of any script; any other character as it is. */
export function asciiDigit(character: string): string {
  return DIGIT.test(character) ? String(digitValue(character)) : character;
}

/**
 * Decimal digits stand in Unicode in runs of ten, zero first; so the distance to the start of the run tells
 * the value.
 */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
