import { withAsciiDigits } from '@echo/core/text';
import { verbalConfidence } from '../verbal-confidence.js';
import { type FoundConfidence, readConfidence } from './read-confidence.js';

/** Of a longer text only the end is read, where a confidence is stated. */
const MAX_LENGTH = 4000;
const NUMBER = String.raw`\d{1,3}(?:\.\d{1,6})?`;
const AFTER = new RegExp(String.raw`\bconfidence\b[^\d\n]{0,20}?(${NUMBER}\s?(?:%|\/\s?\d{1,3})?)`, 'i');
const BEFORE = new RegExp(
  String.raw`(?<![\d.])(${NUMBER}\s?(?:%|per\s?cent))\s(?:sure|certain|confident|confidence|likely|probability|chance)\b`,
  'i',
);

/** The confidence that prose states, in numbers ("80% sure", "confidence is about 80") or in words ("I'm fairly sure"); null when none. */
export function inferConfidence(prose: string): FoundConfidence | null {
  const text = withAsciiDigits(prose.slice(-MAX_LENGTH));
  const stated = AFTER.exec(text)?.[1] ?? BEFORE.exec(text)?.[1];
  const found = stated === undefined ? null : readConfidence(stated);
  if (found) return { ...found, source: found.source === 'clipped' ? 'clipped' : 'inferred', exact: false };
  const verbal = verbalConfidence(text, { anywhere: true });
  return verbal === null ? null : { confidence: verbal, source: 'verbal', exact: false };
}
