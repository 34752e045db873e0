import { tensorOps } from '@echo/compute';
import type { CausalLm } from './model/causal-lm.js';
import { forward } from './model/forward.js';
import { baseWeights } from './model/layer-weights.js';
import { packBatch } from './model/packed-batch.js';

/**
 * The hidden states that a model has at the end of each prompt, layer by layer, for probes of what it knows.
 *
 * [1 + layers][P][hidden size]: the input of each layer, and last the output of the last one, before the
 * final norm. Throws `invalid-input` without prompts or for an empty one.
 *
 * @example
 * ```ts no-run
 * import { type CausalLm, promptStates, type Tokenizer } from '@echo/policy';
 *
 * declare const model: CausalLm;
 * declare const tokenizer: Tokenizer;
 * const layers = promptStates(model, [tokenizer.encode('The capital of France is')]);
 * layers.at(-1)?.[0]?.length; // the hidden size
 * ```
 */
export function promptStates(
  model: CausalLm,
  prompts: readonly Int32Array[],
): readonly (readonly Float32Array[])[] {
  const ops = tensorOps();
  return ops.scope(() => {
    const packed = packBatch(prompts);
    const { shared, starts, lengths } = packed;
    const last = ops.ints(
      Int32Array.from(lengths, (length, p) => (starts[p] as number) + length - shared - 1),
    );
    const pass = { ops, model, weightsOf: baseWeights(ops, model) };
    const { x, kept } = forward(pass, packed, ({ activations }) => activations.x);
    const states = [...kept.map((input) => ops.gather(input, last)), x];
    const { hiddenSize } = model.config;
    return states.map((rows) => {
      const tensor = ops.toTensor(rows);
      const values = tensor.dataSync() as Float32Array;
      tensor.dispose();
      return prompts.map((_, p) => values.slice(p * hiddenSize, (p + 1) * hiddenSize));
    });
  });
}
