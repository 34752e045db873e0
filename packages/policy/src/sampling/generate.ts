import { type Completion, greedyBatches } from '@echo/core';
import { type PackedPrompts, packPrompts } from '../model/packed-batch.js';
import type { PassContext } from '../model/pass-context.js';
import type { StreamedToken } from '../policy.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { type DecodeOptions, decodeBatch } from './decode-batch.js';
import { assertLength } from './sampling-options.js';
import { completionOf, newSequences, type Sequence } from './sequence.js';

/** How groups are generated. */
export interface GenerateOptions extends DecodeOptions {
  /** Whether prompts fit the memory together; those that do not are decoded in several batches. */
  readonly fits?: (packed: PackedPrompts) => boolean;
}

/**
 * Samples `sampling.n` completions of each prompt, [P][G]; a prompt is computed once for its whole group.
 *
 * A completion's random numbers follow from the seed, its prompt and its index in the group alone; a prompt
 * given twice is one group twice as large, not the same completions again. With `onActivations` all prompts
 * are one batch.
 */
export function generateGroups(
  pass: PassContext,
  tokenizer: Tokenizer,
  prompts: readonly Int32Array[],
  { fits, onToken, ...options }: GenerateOptions,
): Completion[][] {
  const { sampling, onActivations } = options;
  assertLength(packPrompts(prompts).promptTokens, sampling.maxTokens, pass.model.config.maxPositions);
  const sequences = newSequences(prompts, sampling);
  const packedOf = (batch: readonly number[]) => packPrompts(batch.map((p) => prompts[p] as Int32Array));
  const fitsMemory = (batch: readonly number[]) => onActivations !== null || !fits || fits(packedOf(batch));
  for (const batch of greedyBatches([...prompts.keys()], fitsMemory)) {
    const some = batch.map((p) => sequences[p] as Sequence[]);
    const decoding = {
      ...options,
      ...(onToken && {
        onToken: (token: StreamedToken) => onToken({ ...token, prompt: batch[token.prompt] as number }),
      }),
    };
    pass.ops.scope(() =>
      decodeBatch(pass, tokenizer, { packed: packedOf(batch), sequences: some }, decoding),
    );
  }
  return sequences.map((group) => group.map((sequence) => completionOf(sequence, tokenizer)));
}
