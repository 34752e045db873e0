import type { ModelConfig } from '@echo/policy';
import type { Settings } from './settings.js';

/** The rows and columns of logits that TRL's head computes at a time, at most. */
export interface LogitsTile {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Bytes of [rows, vocabulary]: what one block of logits, or of distributions, takes. Either side makes
 * copies.
 */
export interface LogitsBytes {
  readonly vocabulary: number;
  /** The logits of every completion token of a step. */
  readonly wholeStep: number;
  readonly theirs: { readonly sampling: number; readonly training: number };
  /** An update starts from what sampling has kept, so that it computes no logits. */
  readonly ours: { readonly sampling: number; readonly reference: number };
}

const FLOAT = 4;
/** Distributions that wait for their product with the head: `expected-head-rows.ts` of the policy. */
const DISTRIBUTIONS_AT_ONCE = 256;
/** Logits of a chunk where the head is applied to states: `token-log-probs.ts` of the policy. */
const LOGITS_PER_CHUNK = 2 ** 24;

/**
 * The blocks of [rows, vocabulary] that a step holds at once, as computed from either side's code; measured
 * memory has everything else, too.
 *
 * On a processor TRL scores the tokens of prompts as well, with one group in a micro-batch.
 */
export function logitsBytes(
  { vocabSize }: ModelConfig,
  { prompts, groupSize, completionTokens }: Settings,
  promptTokens: number,
  tile: LogitsTile,
): LogitsBytes {
  const sequences = prompts * groupSize;
  const of = (rows: number, columns = vocabSize) => FLOAT * rows * columns;
  const kept = Math.min(DISTRIBUTIONS_AT_ONCE + sequences, sequences * completionTokens);
  const scored = groupSize * (promptTokens + completionTokens - 1);
  return {
    vocabulary: vocabSize,
    wholeStep: of(sequences * completionTokens),
    theirs: {
      sampling: of(sequences),
      training: of(Math.min(scored, tile.rows), Math.min(vocabSize, tile.columns)),
    },
    ours: {
      sampling: of(kept),
      reference: FLOAT * Math.min(LOGITS_PER_CHUNK, vocabSize * sequences * completionTokens),
    },
  };
}
