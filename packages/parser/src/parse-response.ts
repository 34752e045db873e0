import { isAbstention } from './abstention.js';
import { cleanAnswer } from './internal/clean-answer.js';
import { decodeEntities } from './internal/entities.js';
import { type Fields, readFields } from './internal/fields.js';
import { inferConfidence } from './internal/infer-confidence.js';
import { type Layout, readLayout, visibleText } from './internal/layout.js';
import { withLineBreaks } from './internal/line-breaks.js';
import { type FoundConfidence, readConfidence } from './internal/read-confidence.js';
import { lastSentence, restAnswer, withoutSpans } from './internal/rest-answer.js';
import type { ParsedResponse } from './parsed-response.js';

/** What is assumed of a reply that states no confidence. */
export const DEFAULT_CONFIDENCE = 0.5;
/** Who declines to answer is taken to be at most this confident. */
export const MAX_ABSTENTION_CONFIDENCE = 0.1;

const CONFIDENCE_CLOSING = '</confidence>';
const NO_SPANS: ParsedResponse['spans'] = { confidence: null, answer: null };

const CANONICAL = /^\s*<confidence>(\d{1,2}|100)<\/confidence>\s*<answer>([^<>&]*)<\/answer>\s*$/;

/**
 * Reads the confidence and the answer out of a reply, whatever it is.
 *
 * Never throws; takes linear time. A stated percentage is rounded to a whole one and divided by 100.
 *
 * @example
 * ```ts
 * import { parseResponse } from '@echo/parser';
 *
 * parseResponse('<confidence>75</confidence><answer>Paris</answer>');
 * // → { confidence: 0.75, answer: 'Paris', wellFormed: true, abstained: false, … }
 * parseResponse("I'm fairly sure. It is Paris.").confidenceSource; // → 'verbal'
 * ```
 */
export function parseResponse(text: unknown): ParsedResponse {
  if (typeof text !== 'string')
    return respond({
      found: null,
      answer: '',
      answerSource: 'none',
      reasoning: null,
      complete: false,
      spans: NO_SPANS,
    });
  const canonical = CANONICAL.exec(text);
  if (!canonical) return parseAny(text);
  const found: FoundConfidence = { confidence: Number(canonical[1]) / 100, source: 'tag', exact: true };
  return respond({
    found,
    answer: cleanAnswer(canonical[2] ?? ''),
    answerSource: 'tag',
    reasoning: null,
    complete: true,
    spans: canonicalSpans(text),
  });
}

/** The spans of a reply in the response format, which begins and ends with its tags. */
function canonicalSpans(text: string): ParsedResponse['spans'] {
  const end = text.indexOf(CONFIDENCE_CLOSING) + CONFIDENCE_CLOSING.length;
  return {
    confidence: { start: text.indexOf('<'), end },
    answer: { start: text.indexOf('<', end), end: text.lastIndexOf('>') + 1 },
  };
}

function parseAny(text: string): ParsedResponse {
  const layout = readLayout(text);
  const { confidence, answer } = layout;
  if (!confidence && !answer && /&lt;\/?(?:confidence|answer)/i.test(text)) {
    const decoded = readLayout(decodeEntities(text));
    if (decoded.confidence || decoded.answer) return { ...parseLayout(decoded), spans: NO_SPANS };
  }
  return parseLayout(layout);
}

function parseLayout(layout: Layout): ParsedResponse {
  const { confidence, answer } = layout;
  const tagged = taggedConfidence(layout);
  const prose = tagged && answer ? '' : proseOf(layout);
  const fields = confidence && answer ? null : readFields(prose);
  const { text, source, fromProse } = findAnswer(layout, prose, fields);
  const apart =
    confidence &&
    answer &&
    (confidence.outer.end <= answer.outer.start || answer.outer.end <= confidence.outer.start);
  return respond({
    found: tagged ?? untaggedConfidence(prose, fields),
    answer: text,
    answerSource: source,
    reasoning: findReasoning(layout, fromProse),
    complete: Boolean(confidence?.complete && answer?.complete && apart),
    spans: { confidence: confidence?.outer ?? null, answer: answer?.outer ?? null },
  });
}

/** What is neither thought, nor in a tag of confidence or answer. */
function proseOf({ start, text, answer, hidden }: Layout): string {
  if (!answer) return withLineBreaks(visibleText(text, { start, end: text.length }, hidden));
  const before = visibleText(text, { start, end: answer.outer.start }, hidden);
  const after = visibleText(text, { start: answer.outer.end, end: text.length }, hidden);
  return withLineBreaks(`${before} ${after}`);
}

function taggedConfidence({ text, confidence, answer, tags }: Layout): FoundConfidence | null {
  if (!confidence) return null;
  const isInside =
    answer && confidence.inner.start <= answer.outer.start && answer.outer.end <= confidence.inner.end;
  const nested = isInside ? [answer.outer, ...tags].sort((a, b) => a.start - b.start) : tags;
  return readConfidence(visibleText(text, confidence.inner, nested));
}

function untaggedConfidence(prose: string, fields: Fields | null): FoundConfidence | null {
  const found = fields?.confidence;
  if (found) return { ...found, source: found.source === 'tag' ? 'inferred' : found.source, exact: false };
  return inferConfidence(prose);
}

interface FoundAnswer {
  readonly text: string;
  readonly source: ParsedResponse['answerSource'];
  /** Whether the text before the tags is the answer, and so is no reasoning. */
  readonly fromProse: boolean;
}

function findAnswer(layout: Layout, prose: string, fields: Fields | null): FoundAnswer {
  const { text, confidence, answer, hidden } = layout;
  if (answer) {
    const hiddenInside = hidden.filter((span) => span.start >= answer.inner.start);
    const written = visibleText(text, answer.inner, hiddenInside);
    return { text: cleanAnswer(written), source: 'tag', fromProse: false };
  }
  if (fields?.answer) return { text: cleanAnswer(fields.answer), source: 'rest', fromProse: true };
  const after = confidence
    ? restAnswer(visibleText(text, { start: confidence.outer.end, end: text.length }, hidden))
    : '';
  if (after !== '') return { text: after, source: 'rest', fromProse: false };
  const unlabelled = fields?.spans.length ? withoutSpans(prose, fields.spans) : prose;
  const last = lastSentence(unlabelled);
  if (last) return { text: last, source: 'last-sentence', fromProse: true };
  const rest = restAnswer(unlabelled);
  return { text: rest, source: rest === '' ? 'none' : 'rest', fromProse: true };
}

function findReasoning(layout: Layout, answerIsProse: boolean): string | null {
  const { text, start, thoughts, confidence, answer, hidden } = layout;
  const thought = thoughts
    .map((span) => text.slice(span.start, span.end).trim())
    .filter((part) => part !== '');
  if (thought.length > 0) return decodeEntities(thought.join('\n'));
  if (answerIsProse) return null;
  const end = Math.min(confidence?.outer.start ?? text.length, answer?.outer.start ?? text.length);
  const before = visibleText(text, { start, end }, hidden).trim();
  if (before === '') return null;
  const reasoning = before.slice(0, before.length - (/```\w{0,20}$/.exec(before)?.[0].length ?? 0)).trim();
  return reasoning === '' ? null : decodeEntities(reasoning);
}

function respond(read: {
  readonly found: FoundConfidence | null;
  readonly answer: string;
  readonly answerSource: ParsedResponse['answerSource'];
  readonly reasoning: string | null;
  readonly complete: boolean;
  readonly spans: ParsedResponse['spans'];
}): ParsedResponse {
  const { found, answer, answerSource, reasoning, complete, spans } = read;
  const abstained = isAbstention(answer);
  const confidence = found?.confidence ?? DEFAULT_CONFIDENCE;
  return {
    confidence: abstained ? Math.min(confidence, MAX_ABSTENTION_CONFIDENCE) : confidence,
    answer,
    reasoning,
    wellFormed: complete && (found?.exact ?? false),
    abstained,
    confidenceSource: found?.source ?? (abstained ? 'inferred' : 'default'),
    answerSource,
    spans,
  };
}
