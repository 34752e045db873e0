import { asciiDigit } from './ascii-digits.js';
import { withoutInvisible } from './invisible.js';
import { withoutLatex } from './latex.js';

const SUPERSCRIPTS = /[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g;
const VULGAR_FRACTION = /(\d?)([¼-¾⅐-⅞↉])/g;
const CURRENCY = String.raw`(?:\\?(?:US|A|C|HK|NZ|R|S)?\p{Sc}|(?:USD|EUR|GBP|CHF|INR|JPY|CNY|CAD|AUD|Rs\.?)(?=\s?\d))`;
/** What follows a dash that is a minus sign. */
const SIGNED = String.raw`(?=\s?${CURRENCY}?\s?\(?(?:[\d.]|\{\d|\\(?:left\()?\\?[dtc]?frac))`;
const MINUS = new RegExp(`[−‒–]${SIGNED}`, 'gu');
const LONG_DASH_AS_MINUS = new RegExp(String.raw`(?<![\p{L}\p{N})].?)[—―]${SIGNED}`, 'gu');
const SIGN_BEFORE_CURRENCY = new RegExp(String.raw`-\s?${CURRENCY}\s?`, 'gu');
const TAG =
  /<(b|i|u|sub|sup|em|strong|code|span|p|div|font|mark|small|big|center|answer)(?:\s[^<>]{0,200})?>([^<>]*)<\/\1>/gi;
const RAISED = /<sup>\s{0,2}([-+−–]?\d{1,4})\s{0,2}<\/sup>/gi;
const LOWERED = /<sub>\s{0,2}([\p{L}\p{N}+-]{1,8})\s{0,2}<\/sub>/giu;
const STRUCK_OUT = /~~[^~\n]{1,200}~~|<(s|del|strike)>[^<>]{0,200}<\/\1>/gi;
const END_TOKEN = /(?:<\|[\w ]{1,30}\|>|<\/s>|<eos>|<end_of_turn>)\s*$/;
const FENCE = /```[\w+#-]{0,20}(?=\s)/g;
const ITALIC = /(?<![\p{L}\p{N}_])_([^_\n]{1,80})_(?![\p{L}\p{N}_])/gu;
/** Marks that part groups of three digits as an apostrophe does. */
const APOSTROPHE = /(?<=\d)[‘’ʼ′´`](?=\d{3}(?!\d))/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/**
 * Text without its dress: Unicode forms, LaTeX, Markdown, HTML emphasis and currency signs become plain
 * characters.
 *
 * ½ and `\frac{1}{2}` become 1/2, `\boxed{7}` 7, m² m^2, the digits of every script 0–9; a dash that is a
 * sign becomes a hyphen.
 *
 * @example
 * ```ts
 * import { plainText } from '@echo/core/text';
 *
 * plainText('½ of １２ m²'); // → '1/2 of 12 m^2'
 * ```
 */
export function plainText(text: string): string {
  const unified = withoutInvisible(text)
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(APOSTROPHE, "'")
    .replace(SUPERSCRIPTS, (digits) => `^${digits.normalize('NFKC')}`)
    .replace(VULGAR_FRACTION, (_, digit: string, fraction: string) =>
      digit === '' ? fraction : `${digit} ${fraction}`,
    )
    .normalize('NFKC')
    .replace(/[‐‑]/g, '-')
    .replace(/[⋅∙]/g, '·')
    .replace(/[✕✖⨯]/g, '×')
    .replace(/⁄/g, '/')
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .replace(/٪/g, '%')
    .replace(/[^\x20-\x7e]/gu, asciiDigit)
    .replace(MINUS, '-')
    .replace(LONG_DASH_AS_MINUS, '-');
  const plain = withoutMarkup(withoutLatex(unified.includes('<') ? withScripts(unified) : unified))
    .replace(SIGN_BEFORE_CURRENCY, '-')
    .replace(/(?<![\p{L}\d])(?:US|A|C|HK|NZ|R|S)\p{Sc}(?=\s?[\d.])/gu, ' ')
    .replace(/\p{Sc}/gu, ' ');
  return withoutParentheses(plain)
    .replace(/__|[`"“”„«»‹›]/g, ' ')
    .trim();
}

/** HTML's raised and lowered numbers as m^2 and H_2. */
function withScripts(text: string): string {
  return text.replace(RAISED, '^$1').replace(LOWERED, '_$1');
}

function withoutMarkup(text: string): string {
  const fenceless = text
    .replace(END_TOKEN, '')
    .replace(FENCE, ' ')
    .replace(STRUCK_OUT, ' ')
    .replace(TAG, ' $2 ')
    .replace(ITALIC, '$1');
  return fenceless.includes('**') ? withPowers(fenceless) : fenceless;
}

/** Two stars are a power between a unit or number and an exponent, 10**3, and emphasis anywhere else. */
function withPowers(text: string): string {
  let isEmphasis = false;
  return text.replace(/\*\*/g, (_, at: number) => {
    const isPower =
      !isEmphasis &&
      /[\p{L}\d)]/u.test(text[at - 1] ?? '') &&
      /^\(?[-+]?\d{1,4}\)?(?!\d|\*\*)/.test(text.slice(at + 2, at + 9));
    if (isPower) return '^';
    isEmphasis = !isEmphasis;
    return ' ';
  });
}

const NUMERAL = String.raw`\d[\d.,]{0,24}(?:\s\d{1,6})?(?:\s?\/\s?\d[\d.,]{0,24})?`;
const SIGNED_TERM = new RegExp(
  String.raw`(?<![\p{L}\p{N})]|[\p{N})]\s)-\s?\(\s{0,2}(${NUMERAL})\s{0,2}\)(?!\s?[\^/])`,
  'gu',
);
const NEGATIVE_NUMERATOR = /\(\s?(-\s?\d[\d.,]{0,24})\s?\)(?=\s?\/\s?\d)/g;
const NEGATIVE_DENOMINATOR = /(?<=\d\s?\/\s?)\(\s?(-\s?\d[\d.,]{0,24})\s?\)/g;

/** Signed terms without their parentheses: -(1/2) is -1/2, (-1)/2 too. */
function withoutParentheses(text: string): string {
  if (!text.includes('(')) return text;
  return text
    .replace(SIGNED_TERM, '-$1')
    .replace(NEGATIVE_NUMERATOR, '$1')
    .replace(NEGATIVE_DENOMINATOR, '$1');
}
