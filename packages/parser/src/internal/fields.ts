import { spelledOut } from './abbreviations.js';
import { readJsonFields } from './json-fields.js';
import type { Span } from './layout.js';
import { type LineField, readLineFields } from './line-fields.js';
import { type FoundConfidence, readConfidence } from './read-confidence.js';
import { splitAtEnd, splitAtStart, splitUnannounced, splitWhole } from './split-answer.js';

/** What a reply without tags says in fields: JSON, or labelled lines such as "**Confidence (0-100):** 80". */
export interface Fields {
  readonly confidence: FoundConfidence | null;
  readonly answer: string | null;
  /** Where the fields of confidence stand, in order, so that the rest can be read for an answer. */
  readonly spans: readonly Span[];
}

const NO_FIELDS: Fields = { confidence: null, answer: null, spans: [] };
/** Where a sentence on why follows a confidence. */
const REASON = /[.;!?]\s|,?\s\(?(?:because|since|as|due)\b/i;

/** Reads the fields of a reply that states them as JSON or as labelled lines. */
export function readFields(text: string): Fields {
  const json = readJsonFields(text);
  if (json) {
    const confidence = json.confidence && readConfidence(json.confidence.value, json.confidence.top);
    return { confidence, answer: json.answer, spans: [json.span] };
  }
  const lines = readLineFields(text);
  if (lines.length > 0) return combined(lines);
  const whole = splitWhole(text);
  return whole ? { ...whole, spans: [] } : NO_FIELDS;
}

interface ReadField {
  readonly confidence: FoundConfidence | null;
  readonly answer: string | null;
  readonly weak: boolean;
  readonly span: Span;
}

/** The last field of each kind; a weak label counts only where there is no other. */
function combined(lines: readonly LineField[]): Fields {
  const read = lines.map(readField);
  const confident = read.filter(({ confidence }) => confidence !== null);
  const answering = read.filter(({ answer }) => answer);
  const stated = confident.findLast(({ weak }) => !weak) ?? confident.at(-1);
  const answered = answering.findLast(({ weak }) => !weak) ?? answering.at(-1);
  const spans = confident.filter(({ answer }) => answer === null).map(({ span }) => span);
  if (stated || !answered)
    return { confidence: stated?.confidence ?? null, answer: answered?.answer ?? null, spans };
  const split = answered.answer === null ? null : splitUnannounced(answered.answer);
  return { confidence: split?.confidence ?? null, answer: split?.answer ?? answered.answer, spans };
}

function readField({ label: { kind, top, weak }, value, start, end }: LineField): ReadField {
  const base = { weak, span: { start, end } };
  if (kind === 'confidence')
    return {
      ...base,
      confidence: readConfidence(spelledOut(value).split(REASON)[0] ?? '', top),
      answer: null,
    };
  if (kind === 'answer') return { ...base, confidence: null, answer: endOfAnswer(value) };
  const parts = kind === 'answer-confidence' ? splitAtEnd(value, top) : splitAtStart(value, top);
  return { ...base, confidence: parts?.confidence ?? null, answer: endOfAnswer(parts?.answer ?? value) };
}

/** A labelled answer without a comma after its quotes and without a point after its emphasis. */
function endOfAnswer(value: string): string {
  return value.replace(/^(["'].*["']),$/, '$1').replace(/([*`"”])[.。]$/, '$1');
}
