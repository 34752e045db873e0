import type { Probability } from '@echo/core';
import { plainText } from '@echo/core/text';
import type { ParsedResponse } from '../parsed-response.js';
import { VERBAL_CONFIDENCE, verbalConfidence } from '../verbal-confidence.js';
import { withPercentSign } from './chinese-percent.js';
import { type SettledValue, settled } from './denials.js';
import { decodeEntities } from './entities.js';
import { takeScale } from './scale.js';
import { readStatedValues } from './stated-values.js';

/** A confidence as found; `exact` when it was one number from 0 to 100. */
export interface FoundConfidence {
  readonly confidence: Probability;
  readonly source: ParsedResponse['confidenceSource'];
  readonly exact: boolean;
}

/** Nothing that states a confidence is longer; the rest is not read. */
const MAX_LENGTH = 200;
/** An integer percentage alone, which nearly all of them are. */
const PLAIN = /^\s{0,9}(\d{1,2}|100)\s?(%?)\s{0,9}$/;

/**
 * Reads a confidence; null when the text says nothing.
 *
 * "85", "85%", "0.85", "17/20", "9 in 10", "60/40", "70–80", "ninety", "very sure". `top` is the upper end
 * of the scale that its label names: 8 on a scale to 10 is .8.
 */
export function readConfidence(written: string, top: number | null = null): FoundConfidence | null {
  const plain = PLAIN.exec(written);
  if (plain && (top === null || plain[2] !== ''))
    return { confidence: Number(plain[1]) / 100, source: 'tag', exact: true };
  const alone = VERBAL_CONFIDENCE.get(written.trim().toLowerCase());
  if (alone !== undefined) return { confidence: alone, source: 'verbal', exact: false };
  const text = undressed(written.slice(0, MAX_LENGTH));
  if (text === '') return null;
  const number = readNumber(text, top);
  if (number) return number;
  const verbal = verbalConfidence(text);
  return verbal === null ? null : { confidence: verbal, source: 'verbal', exact: false };
}

/** Text in lower case without entities, LaTeX and emphasis, its words one space apart. */
function undressed(text: string): string {
  if (text.trim() === '') return '';
  return withPercentSign(plainText(decodeEntities(text)))
    .replace(/(?<!\w)[*_]+|[*_]+(?!\w)|~~/g, ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** A number in a sentence, with what stands before and after it. */
export interface NumberInContext {
  readonly found: FoundConfidence;
  readonly before: string;
  readonly after: string;
  /** Whether it is denied, "not 90% sure", and no correction follows. */
  readonly isDenied: boolean;
}

/**
 * The numbers from 0 to 100 % that a sentence states, in order, on a scale to `top` if one is named
 * elsewhere.
 */
export function numbersIn(sentence: string, top: number | null): readonly NumberInContext[] {
  const { text, top: ownTop } = takeScale(undressed(sentence));
  return settled(text, readStatedValues(text, ownTop ?? top))
    .filter(({ percent }) => percent >= 0 && percent <= 100)
    .map((value) => ({
      found: stated(value),
      before: text.slice(0, value.start),
      after: text.slice(value.end),
      isDenied: value.isDenied,
    }));
}

/** The first number written as per cents, or else the first number. */
function readNumber(written: string, labelTop: number | null): FoundConfidence | null {
  const { text, top } = takeScale(written);
  const values = settled(text, readStatedValues(text, top ?? labelTop));
  const value = values.find(({ isPercent }) => isPercent) ?? values[0];
  return value ? stated(value) : null;
}

/** "Not 100 % sure" says as much as "not completely sure". */
const MAX_DENIED = 100 * (VERBAL_CONFIDENCE.get('not completely sure') ?? 0);

/** A value as it is stated, or half of it where it is denied: the middle of what lies below. */
function stated({ percent, isSingle, inWords, isDenied }: SettledValue): FoundConfidence {
  const meant = isDenied ? Math.min(MAX_DENIED, percent / 2) : percent;
  const whole = Math.round(Math.min(100, Math.max(0, meant)));
  const isInside = meant >= 0 && meant <= 100;
  const source = inWords ? 'verbal' : isInside ? 'tag' : 'clipped';
  return { confidence: whole / 100, source, exact: isSingle && isInside && !inWords && !isDenied };
}
