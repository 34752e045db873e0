import { type Completion, createRng, type Rng } from '@echo/core';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { SampledToken } from './sample-token.js';
import type { Sampling } from './sampling-options.js';

/** A completion being decoded. */
export interface Sequence {
  readonly promptTokens: number;
  readonly rng: Rng;
  readonly ids: number[];
  readonly logProbs: number[];
  finish: 'stop' | 'length' | null;
}

/** Empty sequences, [P][G], each with a random generator of its own. */
export function newSequences(prompts: readonly Int32Array[], { n, seed }: Sampling): Sequence[][] {
  const counts = new Map<string, number>();
  return prompts.map((prompt) => {
    const key = prompt.join();
    const first = counts.get(key) ?? 0;
    counts.set(key, first + n);
    const rng = createRng(seed).fork(key);
    return Array.from({ length: n }, (_, g) => ({
      promptTokens: prompt.length,
      rng: rng.fork(first + g),
      ids: [],
      logProbs: [],
      finish: null,
    }));
  });
}

/** The completion that a decoded sequence has become. */
export function completionOf({ ids, logProbs, finish }: Sequence, tokenizer: Tokenizer): Completion {
  return {
    text: tokenizer.decode(ids),
    finishReason: finish ?? 'length',
    tokenIds: Int32Array.from(ids),
    logProbs: Float32Array.from(logProbs),
  };
}

/** Appends a token, and finishes the sequence at an end token, a stop string or the limit. */
export function appendToken(
  sequence: Sequence,
  token: SampledToken,
  tokenizer: Tokenizer,
  { stop, maxTokens }: Sampling,
): void {
  sequence.ids.push(token.id);
  sequence.logProbs.push(token.logProb);
  if (tokenizer.eosTokenIds.includes(token.id) || endsWithStop(sequence.ids, tokenizer, stop))
    sequence.finish = 'stop';
  else if (sequence.ids.length >= maxTokens) sequence.finish = 'length';
}

/**
 * Whether the text ends with a stop string; of the tokens only the last can matter, as each is at least one
 * byte.
 */
function endsWithStop(ids: readonly number[], tokenizer: Tokenizer, stop: readonly string[]): boolean {
  if (stop.length === 0) return false;
  const tail = tokenizer.decode(
    ids.slice(-Math.max(...stop.map((s) => new TextEncoder().encode(s).length)) - 1),
  );
  return stop.some((s) => tail.includes(s));
}
