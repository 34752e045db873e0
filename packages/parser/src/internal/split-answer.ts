import { ABOUT_NUMBER, spelledOut } from './abbreviations.js';
import { type FoundConfidence, readConfidence } from './read-confidence.js';
import { joined } from './speakers.js';

/** An answer and the confidence that stood beside it. */
export interface SplitAnswer {
  readonly confidence: FoundConfidence;
  readonly answer: string;
}

const BEFORE_LAST = [
  /^([\s\S]*)[,;|([]\s*([^,;|([]*)$/,
  /^([\s\S]*)\s[-–—]\s([\s\S]*)$/,
  /^([\s\S]*)\s(\S+)$/,
];
const AFTER_FIRST = [/^([^,;|]*)[,;|]\s*([\s\S]+)$/, /^([\s\S]*?)\s[-–—]\s([\s\S]*)$/, /^(\S+)\s([\s\S]+)$/];
/**
 * A confidence that no label announces, at the end of an answer: "(85%)", ", 80% sure", "- about 80%
 * confident".
 */
const AT_END = joined(
  String.raw`(?:[,;([–—-]|\s)\s*\(?((?:with\s|i(?:['’]m|\sam)\s)?${ABOUT_NUMBER}?`,
  String.raw`(\d{1,3}(?:[.,]\d{1,4})?\s?%|\d{1,3}\sper\s?cent)`,
  String.raw`(\s(?:sure|certain|confident|confidence|certainty|probability|likely|chance))?)[)\]]{0,2}\.?$`,
);
const PHRASE_AT_END = /(?:[,;]|\s[–—-])\s|[([]/g;
const ABOUT_CERTAINTY =
  /^(?:i(?:['’]m|\sam)\s)?[a-z'’ ]{0,24}\b(?:sure|unsure|certain|uncertain|confident|confidence)[)\]]?\.?$/i;
const TAIL = 60;

/** Splits what a label of answer and confidence announced: "(B), 85%". Null when no confidence ends it. */
export function splitAtEnd(value: string, top: number | null): SplitAnswer | null {
  for (const pattern of BEFORE_LAST) {
    const [, answer = '', tail = ''] = pattern.exec(value) ?? [];
    const before = withoutSeparator(answer);
    const confidence = before === '' ? null : readConfidence(tail, top);
    if (confidence) return { confidence, answer: before };
  }
  return null;
}

/** The same where the confidence comes first: "85%, Paris". */
export function splitAtStart(value: string, top: number | null): SplitAnswer | null {
  for (const pattern of AFTER_FIRST) {
    const [, head = '', answer = ''] = pattern.exec(value) ?? [];
    const confidence = head === '' ? null : readConfidence(head, top);
    if (confidence) return { confidence, answer: answer.trim() };
  }
  return null;
}

/**
 * Splits an answer that a confidence follows unannounced.
 *
 * A bare per cent in brackets counts beside no other number.
 */
export function splitUnannounced(value: string): SplitAnswer | null {
  const from = Math.max(0, value.length - TAIL);
  const tail = value.slice(from);
  const match = AT_END.exec(tail);
  if (match) {
    const answer = withoutSeparator(value.slice(0, from + match.index));
    const isBare = match[3] === undefined;
    const isClear = !isBare || (/[)\]]\.?$/.test(tail) && !/\d/.test(answer));
    const confidence = isClear && answer !== '' ? readConfidence(match[1] ?? '') : null;
    return confidence && { confidence, answer };
  }
  const separator = [...tail.matchAll(PHRASE_AT_END)].at(-1);
  const phrase = separator ? tail.slice(separator.index + separator[0].length).trim() : '';
  const confidence = ABOUT_CERTAINTY.test(phrase) ? readConfidence(phrase) : null;
  const answer = withoutSeparator(value.slice(0, from + (separator?.index ?? 0)));
  return confidence && answer !== '' ? { confidence, answer } : null;
}

/** A whole reply of a few words and a per cent: "Lima, 64%", "Lima (64%)", "Lima - 64% sure". */
const WHOLE = joined(
  String.raw`^\s*([^\d\n.!?:;,]{1,60}?)(?:,|\s[-–—]|\s?[([])\s?`,
  String.raw`(${ABOUT_NUMBER}?\d{1,3}(?:[.,]\d{1,4})?\s?%(?:\s(?:sure|certain|confident|confidence|certainty))?)[)\]]?[.\s]*$`,
);
const ONE_PHRASE = /^[^\d.!?:;\n]*\d/;
const MAX_WHOLE = 120;
const MAX_WORDS = 5;
const SENTENCE = /\b(?:is|are|was|were|be|has|have|had|do|does|did|said)\b/i;

/** Splits a reply that is nothing but a short answer and a per cent. */
export function splitWhole(text: string): SplitAnswer | null {
  const match = text.length <= MAX_WHOLE && ONE_PHRASE.test(spelledOut(text)) ? WHOLE.exec(text) : null;
  const [, answer = '', written = ''] = match ?? [];
  const confidence = match && isShort(answer) ? readConfidence(written) : null;
  return confidence && { confidence, answer: answer.trim() };
}

function isShort(answer: string): boolean {
  return answer.split(' ').length <= MAX_WORDS && !SENTENCE.test(answer);
}

function withoutSeparator(answer: string): string {
  return answer.replace(/[\s,;:([|/–—-]{1,20}$/, '');
}
