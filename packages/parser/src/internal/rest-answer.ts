import { cleanAnswer } from './clean-answer.js';

const LABEL = /^[\s*_#>]{0,20}(?:(?:final|my)\s)?answer(?:\sis)?[\s*_]{0,10}[:：][\s*_]{0,10}/i;
const SENTENCE_END = /(?<=[.!?。！？])\s+|\n+/;

/** Text without code fences and without a leading "Answer:". */
export function restAnswer(text: string): string {
  return cleanAnswer(
    text
      .replace(/```\w{0,20}/g, ' ')
      .trim()
      .replace(LABEL, ''),
  );
}

/** The last sentence of a text, cleaned likewise; null when the text is one sentence. */
export function lastSentence(text: string): string | null {
  const sentences = text
    .replace(/```\w{0,20}/g, ' ')
    .trim()
    .split(SENTENCE_END);
  return sentences.length > 1 ? restAnswer(sentences.at(-1) ?? '') : null;
}
