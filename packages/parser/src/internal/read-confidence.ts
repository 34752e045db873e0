import type { Probability } from '@echo/core';
import { withAsciiDigits } from '@echo/core/text';
import type { ParsedResponse } from '../parsed-response.js';
import { verbalConfidence } from '../verbal-confidence.js';
import { decodeEntities } from './entities.js';
import { withNumerals } from './number-words.js';

/** A confidence as found; `exact` when it was one number from 0 to 100. */
export interface FoundConfidence {
  readonly confidence: Probability;
  readonly source: ParsedResponse['confidenceSource'];
  readonly exact: boolean;
}

/** Nothing that states a confidence is longer; the rest is not read. */
const MAX_LENGTH = 200;
const NUMBER = String.raw`(?:\d{1,20}(?:[.,]\d{1,20})?|\.\d{1,20})`;
const PERCENT = String.raw`\s?(?:%|per\s?cent\b|pct\b)`;
/** A whole per cent alone, which nearly all of them are. */
const PLAIN = /^\s{0,9}(\d{1,2}|100)\s?%?\s{0,9}$/;
const FRACTION = new RegExp(String.raw`(${NUMBER})\s?(?:\/|out of|of)\s?(${NUMBER})`);
const RANGE = new RegExp(String.raw`(${NUMBER})(${PERCENT})?\s?(?:-|~|to|and)\s?(${NUMBER})(${PERCENT})?`);
const SINGLE = new RegExp(String.raw`(-\s?)?(${NUMBER}(?:e[+-]?\d{1,3})?)(${PERCENT})?`);

/** Reads what stands in a confidence tag: "85", "85%", "0.85", "17/20", "70–80", "ninety", "very sure". Null when it says nothing. */
export function readConfidence(written: string): FoundConfidence | null {
  const plain = PLAIN.exec(written)?.[1];
  if (plain !== undefined) return { confidence: Number(plain) / 100, source: 'tag', exact: true };
  const text = withAsciiDigits(decodeEntities(written.slice(0, MAX_LENGTH)))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  const stated = readNumber(text);
  if (stated) return stated;
  const spelled = readNumber(withNumerals(text));
  if (spelled) return { ...spelled, source: 'verbal', exact: false };
  const verbal = verbalConfidence(text);
  return verbal === null ? null : { confidence: verbal, source: 'verbal', exact: false };
}

function readNumber(text: string): FoundConfidence | null {
  const fraction = FRACTION.exec(text);
  const range = RANGE.exec(text);
  const single = SINGLE.exec(text);
  if (fraction && Number(fraction[2]) > 0 && isFirst(fraction, single)) {
    return bounded(
      percentOf((Number(fraction[1]?.replace(',', '.')) / Number(fraction[2]?.replace(',', '.'))) * 100),
      true,
    );
  }
  if (range && isFirst(range, single)) {
    const isPercent = Boolean(range[2] ?? range[4]);
    return bounded((toPercent(range[1], isPercent) + toPercent(range[3], isPercent)) / 2, false);
  }
  if (!single) return null;
  const size = toPercent(single[2], single[3] !== undefined);
  return bounded(single[1] === undefined ? size : -size, true);
}

/** Whether a longer form begins where the first number does, and no minus sign stands before it. */
function isFirst(form: RegExpExecArray, single: RegExpExecArray | null): boolean {
  return single !== null && single[1] === undefined && form.index === single.index;
}

/** A number with a decimal point and no per cent sign is a probability when it is at most 1; shifted by its text, .285 is exactly 28.5. */
function toPercent(written: string | undefined, isPercent: boolean): number {
  const text = (written ?? '').replace(',', '.');
  const isProbability = !isPercent && /[.e]/.test(text) && Number(text) <= 1;
  if (!isProbability) return Number(text);
  const [digits = '', exponent = '0'] = text.split('e');
  return Number(`${digits}e${Number(exponent) + 2}`);
}

/** A quotient less the rounding error of the division. */
function percentOf(percent: number): number {
  return Number(percent.toPrecision(12));
}

function bounded(percent: number, exact: boolean): FoundConfidence {
  const whole = Math.round(Math.min(100, Math.max(0, percent)));
  const isInside = percent >= 0 && percent <= 100;
  return { confidence: whole / 100, source: isInside ? 'tag' : 'clipped', exact: exact && isInside };
}
