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

/** What the first entry gives at the least depth at which one gives anything. */
function outermost<T>(object: LooseObject, read: (key: string, value: LooseValue) => T | null): T | null {
  let level: LooseObject[] = [object];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    for (const { entries } of level) {
      for (const [key, value] of entries) {
        const found = read(words(key), value);
        if (found !== null) return found;
      }
    }
    level = level.flatMap(({ entries }) => entries.flatMap(([, value]) => objectsIn(value)));
  }
  return null;
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
