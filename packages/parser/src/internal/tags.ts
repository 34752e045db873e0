import { RESPONSE_TAGS } from '@echo/core';

/** Blocks in which a model thinks aloud; tags inside them do not count. */
const THOUGHTS = ['think', 'thinking', 'analysis', 'reasoning', 'scratchpad'] as const;

export type TagName = 'confidence' | 'answer' | 'thought';

/** A tag in a text: `start` is the place of its <, `end` the place after its >. */
export interface Tag {
  readonly name: TagName;
  /** The word in the tag in lower case; a block of thought is closed by the word that opened it. */
  readonly word: string;
  readonly closing: boolean;
  readonly start: number;
  readonly end: number;
}

/** No tag is longer than this many characters, attributes included. */
export const MAX_TAG_LENGTH = 256;

const WORDS = [RESPONSE_TAGS.confidence, RESPONSE_TAGS.answer, ...THOUGHTS].join('|');
const TAG = new RegExp(String.raw`<\s{0,4}(\/?)\s{0,4}(${WORDS})(?:\s[^<>]{0,200})?\/?>`, 'gi');

/** Every tag of the response format and of thought, in order, in linear time. */
export function scanTags(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  const first = text.indexOf('<');
  if (first < 0) return tags;
  TAG.lastIndex = first;
  for (let match = TAG.exec(text); match; match = TAG.exec(text)) {
    const word = (match[2] as string).toLowerCase();
    const name =
      word === RESPONSE_TAGS.confidence ? 'confidence' : word === RESPONSE_TAGS.answer ? 'answer' : 'thought';
    tags.push({ name, word, closing: match[1] === '/', start: match.index, end: TAG.lastIndex });
  }
  return tags;
}

/** The text without the beginning of a tag of the format in which it was cut off. */
export function withoutPartialTag(text: string): string {
  const at = text.lastIndexOf('<');
  if (at < 0 || text.length - at > MAX_TAG_LENGTH || text.includes('>', at)) return text;
  const [, name, attributes] = /^<\s*\/?\s*([a-z]*)(\s[^>]*)?$/i.exec(text.slice(at)) ?? [];
  if (name === undefined) return text;
  const word = name.toLowerCase();
  const isPartial = [RESPONSE_TAGS.confidence, RESPONSE_TAGS.answer].some((tag) =>
    attributes === undefined ? tag.startsWith(word) : tag === word,
  );
  return isPartial ? text.slice(0, at) : text;
}
