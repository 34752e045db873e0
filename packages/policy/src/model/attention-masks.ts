import type { RawTensor, TensorOps } from '@echo/compute';
import type { ModelConfig } from './model-config.js';
import type { PackedBatch } from './packed-batch.js';
import { fedContinuations } from './padded-index.js';

/** The value added to the attention score of a masked key. */
const MASKED = -1e9;

/** Additive attention masks, which only the forward pass needs: 0 or `MASKED`. */
export interface AttentionMasks {
  /** Causal mask of the shared prefix, [1, X · R, X]; null without one. */
  readonly shared: RawTensor | null;
  /** Mask from prompt queries to prompt keys: [1, (U − X) · R, U], or [P · K, 1, U] in the last layer. */
  readonly prompt: RawTensor | null;
  /** Padding mask of the prompt keys for completions, [P · K, 1, U]; null without padding. */
  readonly padding: RawTensor | null;
  /** Causal or tree mask within each continuation: [1, S · R, S]. */
  readonly own: readonly RawTensor[];
}

/** The attention masks of a layer; `lastOnly` for the last layer, as in `planAttention`. */
export function attentionMasks(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
  lastOnly: boolean,
): AttentionMasks {
  const queriesPerKey = config.heads / config.keyValueHeads;
  const padding = paddingMask(ops, packed, config.keyValueHeads);
  const { promptTokens, shared } = packed;
  return {
    shared: shared > 0 && !lastOnly ? causalMask(ops, shared, queriesPerKey) : null,
    prompt: lastOnly ? padding : causalMask(ops, promptTokens - shared, queriesPerKey, shared),
    padding,
    own: fedContinuations(packed).map(({ completionTokens, parents }) =>
      parents ? treeMask(ops, parents, queriesPerKey) : causalMask(ops, completionTokens - 1, queriesPerKey),
    ),
  };
}

/** Mask of a KV cache of `length` keys whose first `keys` are valid: [1, 1, length]. */
export function validLengthMask(ops: TensorOps, keys: number, length: number): RawTensor {
  return ops.floats(new Float32Array(length).fill(MASKED, keys), [1, 1, length]);
}

/** Padding mask of prompt keys, [P · K, 1, U]; null without padding. */
export function paddingMask(
  ops: TensorOps,
  { prompts, promptTokens, lengths }: Pick<PackedBatch, 'prompts' | 'promptTokens' | 'lengths'>,
  heads: number,
): RawTensor | null {
  if (lengths.every((length) => length === promptTokens)) return null;
  const mask = new Float32Array(prompts * heads * promptTokens);
  for (let row = 0; row < prompts * heads; row++) {
    const length = lengths[Math.floor(row / heads)] as number;
    mask.fill(MASKED, row * promptTokens + length, (row + 1) * promptTokens);
  }
  return ops.floats(mask, [prompts * heads, 1, promptTokens]);
}

/** Causal mask of S queries after `before` keys that have no queries: [1, S · R, before + S]. */
function causalMask(ops: TensorOps, steps: number, queriesPerKey: number, before = 0): RawTensor {
  const keys = before + steps;
  const mask = new Float32Array(steps * queriesPerKey * keys);
  for (let row = 0; row < steps * queriesPerKey; row++)
    mask.fill(MASKED, row * keys + before + Math.floor(row / queriesPerKey) + 1, (row + 1) * keys);
  return ops.floats(mask, [1, steps * queriesPerKey, keys]);
}

/** Tree mask, in which each node sees itself and its ancestors: [1, N · R, N]. */
function treeMask(ops: TensorOps, parents: Int32Array, queriesPerKey: number): RawTensor {
  const nodes = parents.length;
  const mask = new Float32Array(nodes * queriesPerKey * nodes).fill(MASKED);
  for (let row = 0; row < nodes * queriesPerKey; row++)
    for (let node = Math.floor(row / queriesPerKey); node >= 0; node = parents[node] as number)
      mask[row * nodes + node] = 0;
  return ops.floats(mask, [1, nodes * queriesPerKey, nodes]);
}
