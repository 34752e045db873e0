import { type Label, labelAtEnd } from './labels.js';
import type { Span } from './layout.js';
import { type LooseObject, type LooseValue, looseObjects } from './loose-json.js';

/** The confidence and answer of a JSON object; null where it has none. */
export interface JsonFields {
  readonly confidence: { readonly value: string; readonly top: number | null } | null;
  readonly answer: string | null;
  readonly span: Span;
}

/** Keys that name an answer where no key says "answer". */
const OTHER_ANSWERS = /^(?:response|prediction|guess|result|solution|output|choice|conclusion)$/;
const SCALARS =
  /^(?:value|score|level|percentage|percent|number|text|content|answer|confidence|probability)$/;
const NOTHING = /^(?:null|none|undefined|nan|n\/a)?$/i;
const MAY_HOLD_FIELD =
  /ans|conf|cert|cred|prob|likel|chance|pred|guess|resp|result|solution|output|choice|conclusion|\bp_/i;
const MAX_DEPTH = 4;

/** The fields of the first object in a text that has any; within an object the outermost count. */
export function readJsonFields(text: string): JsonFields | null {
  if (!text.includes('{')) return null;
  return fieldsOf(text) ?? fieldsOfEscaped(text);
}

/** JSON that was written into a string of JSON: {\"answer\": \"Lima\"}. */
const ESCAPED = /"?\{(?:\s|\\[nrt]){0,50}\\["']/;

/** The fields of escaped JSON; its span reaches to the last brace. */
function fieldsOfEscaped(text: string): JsonFields | null {
  const start = text.search(ESCAPED);
  if (start < 0) return null;
  const end = text.lastIndexOf('}') + 1;
  const fields = fieldsOf(
    text
      .slice(start)
      .replace(/\\([\s\S])/g, (_, character: string) => (/[nrt]/.test(character) ? ' ' : character)),
  );
  return fields && { ...fields, span: { start, end: end > start ? end : text.length } };
}

function fieldsOf(text: string): JsonFields | null {
  for (const { entries, start, end } of looseObjects(text)) {
    if (!MAY_HOLD_FIELD.test(text.slice(start, end))) continue;
    const confidence = outermost({ entries }, confidenceOf);
    const answer =
      outermost({ entries }, (key, value) => (labelOf(key)?.kind === 'answer' ? scalar(value) : null)) ??
      outermost({ entries }, (key, value) => (OTHER_ANSWERS.test(key) ? scalar(value) : null));
    if (confidence !== null || answer !== null) return { confidence, answer, span: { start, end } };
  }
  return null;
}

function confidenceOf(key: string, value: LooseValue): JsonFields['confidence'] {
  const label = labelOf(key);
  const text = label?.kind === 'confidence' ? scalar(value) : null;
  return label && text !== null ? { value: text, top: label.top } : null;
}

/** What the plainest key gives at the least depth at which one gives anything; of several the first. */
function outermost<T>(object: LooseObject, read: (key: string, value: LooseValue) => T | null): T | null {
  let level: LooseObject[] = [object];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    let best: { readonly found: T; readonly rank: number } | null = null;
    for (const [written, value] of level.flatMap(({ entries }) => entries)) {
      const key = words(written);
      const found = read(key, value);
      const rank = found === null ? 0 : rankOf(key);
      if (found !== null && rank < (best?.rank ?? Number.POSITIVE_INFINITY)) best = { found, rank };
    }
    if (best) return best.found;
    level = level.flatMap(({ entries }) => entries.flatMap(([, value]) => objectsIn(value)));
  }
  return null;
}

/** A step's key counts least, then a probability's; the exact key counts most, then one that says "final". */
function rankOf(key: string): number {
  if (/^(?:answer|confidence)$/.test(key)) return 0;
  if (/^(?:final|overall)\s/.test(key)) return 1;
  if (/^(?:step|partial|intermediate)\s/.test(key)) return 4;
  return /prob|likel|chance|^p\b/.test(key) ? 3 : 2;
}

function objectsIn(value: LooseValue): LooseObject[] {
  if (typeof value === 'string') return [];
  return isObject(value) ? [value] : value.flatMap(objectsIn);
}

function labelOf(key: string): Label | null {
  const label = labelAtEnd(key);
  return label?.start === 0 ? label : null;
}

/** "finalAnswer" and "final_answer" as the words "final answer". */
function words(key: string): string {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/_+|(?<=[a-z])-(?=[a-z])/gi, ' ')
    .trim()
    .toLowerCase();
}

/** A scalar, the items of a list of scalars, or what an object of one thing holds: {"value": 0.85}. */
function scalar(value: LooseValue): string | null {
  if (typeof value === 'string') return NOTHING.test(value) ? null : value;
  if (!isObject(value)) {
    const items = value.map(scalar).filter((item) => item !== null);
    return items.length > 0 ? items.join(', ') : null;
  }
  const named = value.entries.find(([key]) => SCALARS.test(words(key)));
  return named ? scalar(named[1]) : null;
}

function isObject(value: LooseValue): value is LooseObject {
  return typeof value === 'object' && 'entries' in value && !Array.isArray(value);
}
