import { asciiDigit } from './ascii-digits.js';
import { withoutLatex } from './latex.js';

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const SUPERSCRIPTS = /[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g;
const VULGAR_FRACTION = /(\d?)([¼-¾⅐-⅞↉])/g;
const CURRENCY = '[$€£¥₹₩₽]';
/** What follows a dash that is a minus sign. */
const SIGNED = String.raw`(?=\s?${CURRENCY}?\s?(?:[\d.]|\\[dtc]?frac))`;
const MINUS = new RegExp(`[−‐‑‒–]${SIGNED}`, 'g');
const LONG_DASH_AS_MINUS = new RegExp(String.raw`(?<![\p{L}\p{N})].?)[—―]${SIGNED}`, 'gu');
const SIGN_BEFORE_CURRENCY = new RegExp(
  String.raw`-\s?(?:(?:US|A|C|HK|NZ|R|S)?${CURRENCY}|(?:USD|EUR|GBP|CHF|INR|JPY|Rs\.?)(?=\s?\d))\s?`,
  'g',
);
const TAG = /<(b|i|u|em|strong|code|span|p|sub|sup)>([^<>]*)<\/\1>/gi;

/**
 * Text without its dress: Unicode forms, LaTeX, Markdown, HTML emphasis and currency signs become plain characters.
 *
 * ½ and `\frac{1}{2}` become 1/2, `\boxed{7}` 7, m² m^2, the digits of every script 0–9; a dash that is a sign becomes a hyphen.
 */
export function plainText(text: string): string {
  const unified = text
    .replace(INVISIBLE, '')
    .replace(SUPERSCRIPTS, (digits) => `^${digits.normalize('NFKC')}`)
    .replace(VULGAR_FRACTION, (_, digit: string, fraction: string) =>
      digit === '' ? fraction : `${digit} ${fraction}`,
    )
    .normalize('NFKC')
    .replace(/⁄/g, '/')
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .replace(/٪/g, '%')
    .replace(/[^\x20-\x7e]/gu, asciiDigit)
    .replace(MINUS, '-')
    .replace(LONG_DASH_AS_MINUS, '-');
  return withoutLatex(unified)
    .replace(SIGN_BEFORE_CURRENCY, '-')
    .replace(/[$€£¥₹₩₽]/g, ' ')
    .replace(TAG, ' $2 ')
    .replace(/\*\*|__|[`"“”„«»‹›]/g, ' ')
    .trim();
}
