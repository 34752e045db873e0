import { type Prompt, RESPONSE_TAGS } from '@echo/core';
import { type CausalLm, promptStates, type Tokenizer } from '@echo/policy';

const BATCH = 16;
const OPENING = `<${RESPONSE_TAGS.confidence}>`;

/**
 * A prompt's tokens, and those of its reply up to where the confidence is to be stated.
 *
 * Of a reply that states its confidence first, or none, that is the opening tag alone.
 */
export function untilConfidence(tokenizer: Tokenizer, prompt: Prompt, reply: string): Int32Array {
  const before = reply.slice(0, Math.max(0, reply.indexOf(OPENING)));
  return Int32Array.of(...tokenizer.applyChatTemplate(prompt), ...tokenizer.encode(`${before}${OPENING}`));
}

/** The base model's hidden states at the end of each of some token sequences, by layer. */
export function statesByLayer(
  model: CausalLm,
  sequences: readonly Int32Array[],
  layers: readonly number[],
): ReadonlyMap<number, readonly Float32Array[]> {
  const states = new Map<number, Float32Array[]>(layers.map((layer) => [layer, []]));
  for (let at = 0; at < sequences.length; at += BATCH) {
    const batch = promptStates(model, sequences.slice(at, at + BATCH));
    for (const layer of layers) states.get(layer)?.push(...(batch[layer] ?? []));
    console.log(`read ${Math.min(at + BATCH, sequences.length)} of ${sequences.length}`);
  }
  return states;
}
