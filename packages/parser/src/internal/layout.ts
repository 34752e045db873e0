import type { Span } from '@echo/core/text';
import { scanTags, type Tag, withoutPartialTag } from './tags.js';

export type { Span };

/** What stands between two tags, and the whole with its tags. */
export interface Element {
  readonly inner: Span;
  readonly outer: Span;
  readonly complete: boolean;
}

/** Where things are in a reply: blocks of thought, and the confidence and answer outside of them. */
export interface Layout {
  /** The reply, less a tag that was cut off at its end. */
  readonly text: string;
  /** Where the reply begins: after a block of thought that was opened in the prompt, else 0. */
  readonly start: number;
  readonly thoughts: readonly Span[];
  /** The tags outside of thoughts. */
  readonly tags: readonly Tag[];
  readonly confidence: Element | null;
  readonly answer: Element | null;
  /** What is no prose, in order: tags, thoughts and stated confidences. */
  readonly hidden: readonly Span[];
}

/** Reads where a reply's thoughts, tags and fields stand; a tag cut short at the end is left out. */
export function readLayout(reply: string): Layout {
  const text = withoutPartialTag(reply);
  const { start, thoughts, tags } = withoutThoughts(text, scanTags(text));
  const confidence = element(text, tags, 'confidence');
  const answer = element(text, tags, 'answer');
  return { text, start, thoughts, tags, confidence, answer, hidden: hiddenSpans(tags, confidence) };
}

function withoutThoughts(text: string, all: readonly Tag[]): Pick<Layout, 'start' | 'thoughts' | 'tags'> {
  const thoughts: Span[] = [];
  const tags: Tag[] = [];
  let start = 0;
  let opening: Tag | null = null;
  for (const tag of all) {
    if (opening) {
      if (tag.closing && tag.word === opening.word) {
        thoughts.push({ start: opening.end, end: tag.start });
        tags.push(opening, tag);
        opening = null;
      }
    } else if (tag.name !== 'thought') tags.push(tag);
    else if (!tag.closing) opening = tag;
    else if (text.slice(tag.end, tag.end + 200).trim() !== '') {
      thoughts.length = 0;
      thoughts.push({ start: 0, end: tag.start });
      tags.length = 0;
      start = tag.end;
    }
  }
  if (opening) {
    thoughts.push({ start: opening.end, end: text.length });
    tags.push({ ...opening, end: text.length });
  }
  return { start, thoughts, tags };
}

/** The first complete pair, of nested ones the inner; else the first opening tag that something follows. */
function element(text: string, tags: readonly Tag[], name: 'confidence' | 'answer'): Element | null {
  let opening: Tag | null = null;
  for (const tag of tags) {
    if (tag.name !== name) continue;
    if (!tag.closing) opening = tag;
    else if (opening) {
      const inner = { start: opening.end, end: tag.start };
      return { inner, outer: { start: opening.start, end: tag.end }, complete: true };
    }
  }
  for (const [i, tag] of tags.entries()) {
    if (tag.name !== name || tag.closing) continue;
    const next = tags[i + 1]?.start ?? text.length;
    if (isBlank(text, tag.end, next)) continue;
    const end = name === 'answer' ? next : endOfConfidence(text, tag.end, next);
    return { inner: { start: tag.end, end }, outer: { start: tag.start, end }, complete: false };
  }
  return null;
}

/** An unclosed confidence is the number after its tag, or the rest of the line. */
function endOfConfidence(text: string, start: number, limit: number): number {
  const line = text.slice(start, Math.min(limit, start + 200));
  const [number] = /^\s{0,20}[\d.,]{1,12}\s?%?/.exec(line) ?? [];
  if (number) return start + number.length;
  const lineEnd = /\S[^\n]*/.exec(line);
  return lineEnd ? start + lineEnd.index + lineEnd[0].length : limit;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((text[i] ?? '').trim() !== '') return false;
  return true;
}

function hiddenSpans(tags: readonly Tag[], confidence: Element | null): readonly Span[] {
  const hidden: Span[] = [];
  let pending = confidence?.outer;
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i] as Tag;
    if (pending && pending.start < tag.start) {
      hidden.push(pending);
      pending = undefined;
    }
    const next = tags[i + 1];
    const isPair = tag.name !== 'answer' && !tag.closing && next?.closing && next.name === tag.name;
    hidden.push(isPair ? { start: tag.start, end: next.end } : tag);
  }
  if (pending) hidden.push(pending);
  return hidden;
}

/** The text of a span less what is hidden in it, which leaves a space. */
export function visibleText(text: string, { start, end }: Span, hidden: readonly Span[]): string {
  let visible = '';
  let from = start;
  for (const span of hidden) {
    if (span.end <= from) continue;
    if (span.start >= end) break;
    if (span.start > from) visible += `${text.slice(from, span.start)} `;
    from = span.end;
  }
  return from < end ? visible + text.slice(from, end) : visible;
}
