import type { Grade, Probability } from '@echo/core';
import {
  boxedParts,
  conclusionsOf,
  endOfSentence,
  plainText,
  type Quantity,
  readQuantities,
  type Span,
} from '@echo/core/text';
import { isDenied } from '../internal/assertion.js';
import type { NumberKey } from '../task.js';

const STEP =
  /=|≈|≃|→|->|\b(?:is|are|was|were|equals?|so|therefore|thus|hence|makes?|gives?|totals|leaves?|gets?|has|have|becomes?)\b|[;\n]|\.\s/gi;
const ASIDE =
  /\(|\b(?:because|since|as|out of|of|per|from|in|for|than|every|each|after|with|at|on|by|left)\b/gi;
const HEDGE =
  /\b(?:or|either|maybe|perhaps|possibly|alternatively|otherwise|between|as\s+well\s+as|if\s+not)\b/gi;
/** What explains a result that stands before it in the sentence. */
const EXPLANATION =
  /,?\s+(?:which|who|where|because|since|given\s+that|as\s+(?:there|she|he|it|they|we))\b|(?:,|\s[-–—])\s+(?:i\.?e\b|(?:that|this)(?:['’]s|\s+is)\b|in\s+other\s+words\b|namely\b|\d[\d.,]*\s+(?:\p{L}+\s+)?(?:more|less|fewer|older|younger)\s+than\b)/giu;
const CONCLUDING = /\b(?:so|therefore|thus|hence|total|altogether|in\s+all|overall|finally)\b|=/i;
/** What stands between the operands of an expression. */
const OPERATION =
  /^(?:[\s\p{L}%°$)]{0,16}[+×*÷/·x-]\s*[$(]?\s*|\s(?:plus|minus|times|(?:divided|multiplied)\sby|to\sthe(?:\spower(?:\sof)?)?)\s)$/u;
/** What leads from an expression to its value in decimals: "16π (about 50.27)". */
const WORKED_OUT =
  /^[^\d\n]{0,8}?[(,;]\s*(?:(?:or|which\s+is|i\.?e\.?,?)\s+)?(?:about|approximately|approx\.?|roughly|around|ca\.?|[≈~])\s*$/i;
/** Numbers with nothing but separators between them are a list. */
const LIST = /^[^\p{L}=+×*÷→≈<>√^]*$/u;
/** What takes back an answer before it: "18. No, 20." */
const RETRACTION =
  /(?:^\s*|[.!?;\n]\s*|\s[-–—]\s*)(?:no[,.:;!]|wait\b|actually\b|sorry\b|oops\b|correction\b|scratch\s+that\b|i\s+mean)/i;
/** A calculator's note in the worked answers of GSM8K: <<9*2=18>>. */
const CALCULATION = /<<[^<>\n]{0,80}>>/g;
const BOUND_BEFORE =
  /(?:\b(?:(?:more|less|fewer|greater|smaller|larger|higher|lower|bigger|older|younger)\s+than|at\s+(?:the\s+)?(?:least|most|minimum|maximum)|up\s+to|over|under|above|below|beyond|exceed(?:s|ing|ed)?|upwards\s+of|(?:minimum|maximum)(?:\s+of)?|in\s+excess\s+of|within|as\s+(?:many|few|much|little|high|low)\s+as)|(?<![-=])>|<|[<>]=|[≤≥≠]|!=)\s*(?:about\s+|roughly\s+)?$/i;
const BOUND_AFTER =
  /^(?:\+(?!\s*\d)|\s+(?:[\p{L}%°]+\s+)?(?:or|and)\s+(?:(?:maybe|perhaps|possibly|even|slightly|much|far|many)\s+)?(?:more|less|fewer|above|over|higher|lower|greater|under|below|up|beyond)\b|\s+(?:[\p{L}%°]+\s+)?at\s+(?:the\s+)?(?:least|most)\b|\s+(?:plus|minimum|maximum|max|upwards)\b|\s+is\s+(?:the|an?)\s+(?:lower|upper)\s+(?:bound|limit)\b)/iu;
/** "1. 42": the number of a list in front of the one it holds. */
const LIST_NUMBER = /^\s*(?:\(?1[.)]|\(?a\))\s+(?=[-+(]?\s?\d)/i;

/**
 * Grades the final number an answer states.
 *
 * The grade is 1 for the key's value, .8 within 1 %, .5 within 5 %, else 0; the answer is correct when it is
 * the same number. 50 % counts as 50 and as .5. Several numbers of which none is clearly the result, a denied
 * number, a bound ("more than 12") and an expression that is not worked out (`4√2`) earn 0.
 *
 * @example
 * ```ts
 * import { gradeNumber } from '@echo/tasks';
 *
 * gradeNumber({ kind: 'number', value: 0.5 }, '6/12, so 50 %'); // → { grade: 1, correct: true }
 * gradeNumber({ kind: 'number', value: 42 }, '40 or 42'); // → { grade: 0, correct: false }
 * ```
 */
export function gradeNumber(key: NumberKey, answer: string): Grade {
  const grade = gradeOf(key.value, results(answer));
  return { grade, correct: grade === 1 };
}

function gradeOf(value: number, results: readonly (Quantity | null)[]): Probability {
  const [result] = results;
  if (!result || results.some((other) => !other || !agree(result, other))) return 0;
  return Math.max(...result.readings.map((reading) => closeness(reading, value)));
}

function closeness(stated: number, value: number): Probability {
  if (!Number.isFinite(stated)) return 0;
  const distance = Math.abs(stated - value);
  const size = Math.abs(value);
  if (distance <= 1e-9 * size) return 1;
  if (distance <= 0.01 * size * (1 + 1e-9)) return 0.8;
  return distance <= 0.05 * size * (1 + 1e-9) ? 0.5 : 0;
}

/**
 * What an answer comes to: what is boxed, else what its conclusion states, else its last step. Null where
 * that is unclear.
 */
function results(answer: string): readonly (Quantity | null)[] {
  const boxed = boxedParts(answer);
  if (boxed.length > 0) return boxed.map((part) => resultOfPart(plainText(part)));
  const text = plainText(answer.replace(CALCULATION, ' ')).replace(LIST_NUMBER, '');
  const quantities = asserted(text);
  const within = ({ start, end }: Span) =>
    quantities.filter((quantity) => quantity.start >= start && quantity.start < end);
  const marked = (conclusionsOf(text) ?? []).filter((span) => hasNumber(text, span));
  if (marked.length > 0)
    return marked.map((span) => result(text.slice(0, span.end), within(span), span.start));
  const opening = bareOpening(text);
  const opened = opening ? within(opening) : [];
  return [
    opening && opened.length > 0 ? result(text.slice(0, opening.end), opened) : result(text, quantities),
  ];
}

function resultOfPart(text: string): Quantity | null {
  return result(text, asserted(text));
}

function hasNumber(text: string, { start, end }: Span): boolean {
  return readQuantities(text.slice(start, end)).length > 0;
}

/**
 * A number and its unit at the start, explained by what follows: "18. There were 24 and 6 are gone.", "18
 * apples: 24 - 6".
 */
function bareOpening(text: string): Span | null {
  const worked =
    /^[^:\n]{1,40}:(?=[^\n]*\d\s*[+×*÷/·−-]\s*\d)/.exec(text) ??
    /^[^:;\n]{1,40}?(?:;(?=\s+[\p{L}\d]+\s+\p{L})|\s[-–—](?=\s+\p{L}+\s+\p{L}))/u.exec(text);
  const end = worked ? worked[0].replace(/\s?[:;–—-]$/, '').length : endOfSentence(text, 0);
  const opening = text.slice(0, end);
  const rest = text.slice(end);
  if (!(worked || /\p{L}/u.test(rest)) || CONCLUDING.test(rest)) return null;
  if (marks(rest, HEDGE).length > 0 || RETRACTION.test(rest)) return null;
  const isBare = /^[-+~≈(]?\s?\.?\d[^\s]*(?:\s[\p{L}/^\d²³%°-]+){0,3}[.!]?$/u.test(opening.trim());
  return isBare ? { start: 0, end } : null;
}

/** The quantities that a text does not deny; a bound is a number whose value is not stated. */
function asserted(text: string): readonly Quantity[] {
  return readQuantities(text)
    .filter(({ start, end }) => !isDenied(text, start, end))
    .map((quantity) => (isBound(text, quantity) ? { ...quantity, readings: [Number.NaN] } : quantity));
}

function isBound(text: string, { start, end }: Quantity): boolean {
  const after = text.slice(end, end + 40);
  return BOUND_BEFORE.test(text.slice(Math.max(0, start - 40), start))
    ? !after.startsWith('>')
    : BOUND_AFTER.test(after);
}

/** The one quantity that a text comes to, or null when there is none or it is not clear which. */
function result(text: string, stated: readonly Quantity[], from = 0): Quantity | null {
  const all = workedOut(text, stated);
  const only = isExpression(text, all) ? null : single(all);
  if (only) return only;
  if (LIST.test(text.slice(from))) return null;
  const isHedged = marks(text, HEDGE).some((at) => {
    const before = all.filter((quantity) => quantity.end <= at);
    const after = all.filter((quantity) => quantity.start >= at);
    return at >= from && before.length > 0 && after.length > 0 && !single([...before, ...after]);
  });
  if (isHedged) return null;
  const main = withoutExplanations(text, all);
  const last = main.at(-1)?.start ?? 0;
  const step = marks(text, STEP).findLast((at) => at <= last) ?? 0;
  const latest = main.filter((quantity) => quantity.start >= step);
  const until = marks(text, ASIDE).find((at) => at >= (latest[0]?.end ?? 0)) ?? text.length;
  const head = latest.filter((quantity) => quantity.end <= until);
  const [value] = [latest, head]
    .filter((part) => !isExpression(text, withNext(part, main)))
    .flatMap((part) => single(part) ?? []);
  const isKnown = value?.readings.some(Number.isFinite);
  return (!isKnown && text[step] === '=' ? leftOf(text, step, main) : null) ?? value ?? null;
}

/** Quantities and the one after them, with which they may be an expression. */
function withNext(part: readonly Quantity[], all: readonly Quantity[]): readonly Quantity[] {
  const next = all.find(({ start }) => start > (part.at(-1)?.start ?? Number.POSITIVE_INFINITY));
  return next ? [...part, next] : part;
}

/** What an equation that ends in an expression has on its left: "9 = 3 × 3" is 9. */
function leftOf(text: string, step: number, all: readonly Quantity[]): Quantity | null {
  const last = all.filter(({ end }) => end <= step).at(-1);
  return last && /^\s*\(?\s*$/.test(text.slice(last.end, step)) ? last : null;
}

/** The quantities less those of expressions whose value in decimals follows at once. */
function workedOut(text: string, quantities: readonly Quantity[]): readonly Quantity[] {
  return quantities.filter((quantity, i) => {
    const next = quantities[i + 1];
    const isUnknown = quantity.readings.every(Number.isNaN);
    return !(isUnknown && next && WORKED_OUT.test(text.slice(quantity.end, next.start)));
  });
}

/** Whether quantities are the operands of an expression, such as 3 × 3, whose value is not stated. */
function isExpression(text: string, quantities: readonly Quantity[]): boolean {
  return quantities.some((quantity, i) => {
    const next = quantities[i + 1];
    return next !== undefined && OPERATION.test(text.slice(quantity.end, next.start));
  });
}

/** The quantities outside of clauses that explain a value before them in the sentence. */
function withoutExplanations(text: string, all: readonly Quantity[]): readonly Quantity[] {
  const clauses = [...text.matchAll(EXPLANATION)]
    .map(({ index }): Span => ({ start: index, end: endOfSentence(text, index) }))
    .filter(({ start }) => {
      const sentence = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('. ', start - 1));
      const before = all.filter((quantity) => quantity.start > sentence && quantity.end <= start);
      return before.length > 0 && !isExpression(text, before);
    });
  return all.filter((quantity) =>
    clauses.every(({ start, end }) => quantity.end <= start || quantity.start >= end),
  );
}

/** The quantity of a list in which all are the same. */
function single(quantities: readonly Quantity[]): Quantity | null {
  const [first] = quantities;
  if (!first || !quantities.every((other) => agree(first, other))) return null;
  const readings = [...new Set(quantities.flatMap((quantity) => quantity.readings))];
  return readings.length > first.readings.length ? { ...first, readings } : first;
}

function agree(a: Quantity, b: Quantity): boolean {
  if (a === b) return true;
  return a.readings.some((x) => b.readings.some((y) => x === y || Math.abs(x - y) <= 1e-9 * Math.abs(x)));
}

function marks(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map((match) => match.index);
}
