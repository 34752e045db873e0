import type { Probability } from '@echo/core';
import { readConfidence } from './internal/read-confidence.js';
import { MAX_TAG_LENGTH, scanTags, type Tag } from './internal/tags.js';
import { parseResponse } from './parse-response.js';
import type { ParsedResponse } from './parsed-response.js';

/** What is known of a reply that is still being written. */
export interface StreamState {
  /** What its confidence tag says, from the moment it closes; null before, and when it says nothing. */
  readonly confidence: Probability | null;
  /**
   * True once confidence and answer are both complete: nothing that follows is read, so generation may
   * stop.
   */
  readonly done: boolean;
}

/** Reads a reply piece by piece. */
export interface ResponseParser {
  /** Takes the next piece, cut anywhere. */
  push(chunk: string): StreamState;
  /** Everything so far, read as `parseResponse` reads it. */
  end(): ParsedResponse;
}

/** More of a confidence is not kept. */
const MAX_CONFIDENCE_LENGTH = 256;

/**
 * A parser for a reply that arrives in pieces; all pieces together take linear time.
 *
 * @example
 * ```ts
 * import { createResponseParser } from '@echo/parser';
 *
 * const parser = createResponseParser();
 * parser.push('<confidence>75</confid'); // → { confidence: null, done: false }
 * parser.push('ence><answer>Paris'); // → { confidence: 0.75, done: false }
 * parser.end().answer; // → 'Paris'
 * ```
 */
export function createResponseParser(): ResponseParser {
  const chunks: string[] = [];
  let carry = '';
  let thought: string | null = null;
  let confidence: string | null = null;
  let isAnswering = false;
  /** How much of the confidence stood before the answer that was opened in it. */
  let beforeAnswer: number | null = null;
  let stated: { readonly confidence: Probability | null } | null = null;
  let answered = false;

  const keep = (text: string): void => {
    if (thought === null && confidence !== null) {
      confidence = (confidence + text).slice(0, MAX_CONFIDENCE_LENGTH);
    }
  };

  const take = (tag: Tag): void => {
    if (thought !== null) {
      if (tag.closing && tag.word === thought) thought = null;
    } else if (tag.name === 'thought') {
      if (!tag.closing) {
        keep(' ');
        thought = tag.word;
      } else {
        confidence = null;
        isAnswering = false;
        stated = null;
        answered = false;
      }
    } else if (tag.name === 'answer') {
      keep(' ');
      if (!tag.closing) {
        isAnswering = !answered;
        beforeAnswer = confidence?.length ?? null;
      } else if (isAnswering) {
        if (confidence !== null && beforeAnswer !== null) confidence = confidence.slice(0, beforeAnswer);
        isAnswering = false;
        answered = true;
      }
    } else if (!tag.closing) {
      confidence = '';
      beforeAnswer = null;
    } else if (confidence !== null) {
      stated ??= { confidence: readConfidence(confidence)?.confidence ?? null };
      confidence = null;
    }
  };

  return {
    push(chunk) {
      chunks.push(chunk);
      const text = carry + chunk;
      let from = 0;
      for (const tag of scanTags(text)) {
        keep(text.slice(from, tag.start));
        take(tag);
        from = tag.end;
      }
      const last = text.lastIndexOf('<');
      const isUnfinished = last >= from && text.length - last <= MAX_TAG_LENGTH;
      keep(text.slice(from, isUnfinished ? last : text.length));
      carry = isUnfinished ? text.slice(last) : '';
      return { confidence: stated?.confidence ?? null, done: stated !== null && answered };
    },
    end: () => parseResponse(chunks.join('')),
  };
}
