import { cleanAnswer } from './clean-answer.js';
import type { Span } from './layout.js';
import { joined } from './speakers.js';

const LABEL = /^[\s*_#>]{0,20}(?:(?:final|my)\s)?answer(?:\sis)?[\s*_]{0,10}[:：][\s*_]{0,10}/i;
const SENTENCE_END = /(?<=[.!?。！？])\s+|\n+/;

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

/** A sentence that says only how sure the speaker is. */
const ONLY_CONFIDENCE = joined(
  String.raw`^(?:(?:and|but)\s)?(?:i(?:['’]m|\sam|\sfeel)|my\s(?:confidence|certainty)|(?:overall\s)?confidence)\b`,
  String.raw`[^,:;\n]{0,40}(?:sure|certain|confident|unsure|uncertain|%|percent|per\scent|high|low|medium|moderate|\d)`,
  String.raw`(?:\s(?:of|about|in)\s(?:it|this|that|(?:this|that|my)\s(?:\w{1,12}\s)?answer))?[.!]?$`,
);

/** The last sentence that says more than how sure the speaker is; null when the text is one sentence. */
export function lastSentence(text: string): string | null {
  const sentences = withoutFences(text).split(SENTENCE_END);
  if (sentences.length < 2) return null;
  const said = sentences.findLast((sentence) => !ONLY_CONFIDENCE.test(sentence.trim())) ?? sentences.at(-1);
  return restAnswer(said ?? '');
}

function withoutFences(text: string): string {
  return (text.includes('```') ? text.replace(/```\w{0,20}/g, ' ') : text).trim();
}
