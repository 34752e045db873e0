import { conclusionsOf } from '@echo/core/text';
import { NOT_ABBREVIATED } from './abbreviations.js';
import { cleanAnswer } from './clean-answer.js';
import type { Span } from './layout.js';
import { joined } from './speakers.js';

const LABEL = /^[\s*_#>]{0,20}(?:(?:final|my)\s)?answer(?:\sis)?[\s*_]{0,10}[:：][\s*_]{0,10}/i;
/** The end of a sentence, but not the point after a label or a list number: "D. fog". */
const SENTENCE_END = new RegExp(
  String.raw`(?<=[.!?。！？])(?<!(?:^|\n)[\s*(]{0,4}(?:\p{Lu}|\d{1,2})\.)${NOT_ABBREVIATED}\s+|\n+`,
  'u',
);
/** A paragraph that explains what stands before it. */
const EXPLANATION =
  /\n\s{0,9}[*_#]{0,3}(?:explanation|reasoning|rationale|justification|note)[*_]{0,3}\s?[:：]/i;
/** An announced answer is looked for in this many sentences, from the last on. */
const MAX_SENTENCES = 200;

/** Text without code fences and without a leading "Answer:". */
export function restAnswer(text: string): string {
  return cleanAnswer(withoutFences(text).replace(LABEL, ''));
}

/** A text without the labelled confidences in it and without what joined them to the rest. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += text
      .slice(from, start)
      .trimEnd()
      .replace(/[,;(|[–—-]{1,3}$/, '');
    rest += text.slice(start, end).includes('\n') ? '\n' : ' ';
    from = end;
  }
  return rest + text.slice(from).replace(/^[)\]|]+/, '');
}

const WORD = /[\p{L}\p{N}]/u;
/** A sentence that says only how sure the speaker is. */
const ONLY_CONFIDENCE = joined(
  String.raw`^(?:(?:and|but)\s)?(?:i(?:['’]m|\sam|\sfeel)|my\s(?:confidence|certainty)|(?:overall\s)?confidence)\b`,
  String.raw`[^,:;\n]{0,40}(?:sure|certain|confident|unsure|uncertain|%|percent|per\scent|high|low|medium|moderate|\d)`,
  String.raw`(?:\s(?:of|about|in)\s(?:it|this|that|(?:this|that|my)\s(?:\w{1,12}\s)?answer))?[.!]?$`,
);

/**
 * The sentence that states the answer; null when the text is one sentence.
 *
 * That is the last one that announces or boxes an answer, else the last that says more than how sure the
 * speaker is.
 */
export function lastSentence(text: string): string | null {
  const whole = withoutFences(text);
  const stated = withoutExplanation(whole);
  const sentences = stated.split(SENTENCE_END);
  if (sentences.length < 2) return stated === whole ? null : restAnswer(stated);
  const said =
    sentences.slice(-MAX_SENTENCES).findLast(statesAnswer) ??
    sentences.findLast((sentence) => WORD.test(sentence) && !ONLY_CONFIDENCE.test(sentence.trim())) ??
    sentences.at(-1);
  return restAnswer(said ?? '');
}

function withoutExplanation(text: string): string {
  const at = text.includes('\n') ? text.search(EXPLANATION) : -1;
  return at < 0 || text.slice(0, at).trim() === '' ? text : text.slice(0, at);
}

/** The usual announcement, which is seen without further reading. */
const ANSWER_IS = /\banswer\s(?:is|was)\s[a-z\d]/i;
/** What every announcement holds one of. */
const MAY_STATE = /ans|opt|choice|letter|value|result|antw|resp|rispo|svar|cevap|#{4}|\\boxed|[^\x20-\x7e]/i;

function statesAnswer(sentence: string): boolean {
  if (ANSWER_IS.test(sentence)) return true;
  return MAY_STATE.test(sentence) && (/\\boxed\s*\{/.test(sentence) || conclusionsOf(sentence) !== null);
}

function withoutFences(text: string): string {
  return (text.includes('```') ? text.replace(/```\w{0,20}/g, ' ') : text).trim();
}
