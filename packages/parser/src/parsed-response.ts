import type { Probability } from '@echo/core';
import type { Span } from '@echo/core/text';

/** What a reply says. A malformed reply is a value with `wellFormed: false`, never an exception. */
export interface ParsedResponse {
  /** The stated confidence, an integer percentage divided by 100; .5 when nothing was stated. */
  readonly confidence: Probability;
  /** The answer, trimmed; empty when there is none. */
  readonly answer: string;
  /** The text before the first tag, or the inside of a think block; null when there is none. */
  readonly reasoning: string | null;
  /** True when both tags are there, complete, and the confidence is a number from 0 to 100. */
  readonly wellFormed: boolean;
  /** True when the reply declines to answer. */
  readonly abstained: boolean;
  /** How it was found: in its tag, in words, clipped into 0–100, inferred from the text, or the default. */
  readonly confidenceSource: 'tag' | 'verbal' | 'clipped' | 'inferred' | 'default';
  /** How the answer was found: in its tag, the rest of the text, the last sentence, or not at all. */
  readonly answerSource: 'tag' | 'rest' | 'last-sentence' | 'none';
  /** Where the tagged confidence and answer stand in the text, their tags included; null where not tagged. */
  readonly spans: { readonly confidence: Span | null; readonly answer: Span | null };
}
