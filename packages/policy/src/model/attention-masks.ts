import type { RawTensor, TensorOps } from '@echo/compute';
import type { LayerKind } from './layer-kinds.js';
import type { ModelConfig } from './model-config.js';
import { type PackedBatch, type PackedContinuation, treeDepths } from './packed-batch.js';
import { fedContinuations } from './padded-index.js';

/** The value added to the attention score of a masked key. */
const MASKED = -1e9;

/** Additive attention masks, which only the forward pass needs: 0 or `MASKED`. */
export interface AttentionMasks {
  /** Causal mask of the shared prefix, [1, X · R, X]; null without one. */
  readonly shared: RawTensor | null;
  /** Mask from prompt queries to prompt keys: [1, (U − X) · R, U], or [P · K, 1, U] in the last layer. */
  readonly prompt: RawTensor | null;
  /**
   * Mask from each continuation to the prompt keys: of padding, [P · K, 1, U], null without; in a local layer
   * also of keys before the window, [P · K, G · S · R, U].
   */
  readonly toPrompt: readonly (RawTensor | null)[];
  /** Causal or tree mask within each continuation: [1, S · R, S], of several trees [P · K · G, S · R, S]. */
  readonly own: readonly RawTensor[];
}

/** The attention masks of a kind of layer; `last` as in `planAttention`. */
export function attentionMasks(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
  { last, local }: LayerKind,
): AttentionMasks {
  const { heads, keyValueHeads } = config;
  const queriesPerKey = heads / keyValueHeads;
  const window = local && config.local ? config.local.window : Number.POSITIVE_INFINITY;
  const { promptTokens, shared, lengths } = packed;
  const continuations = fedContinuations(packed);
  const causal = (steps: number, before = 0) => causalMask(ops, { steps, before, queriesPerKey, window });
  const padding = promptKeyMask(ops, packed, keyValueHeads);
  return {
    shared: shared > 0 && !last ? causal(shared) : null,
    prompt: last
      ? promptKeyMask(ops, packed, keyValueHeads, (p) => (lengths[p] as number) - window)
      : causal(promptTokens - shared, shared),
    toPrompt: continuations.map((continuation) =>
      local ? windowedPromptMask(ops, config, packed, continuation) : padding,
    ),
    own: continuations.map((continuation) =>
      continuation.parents
        ? treeMask(ops, config, continuation, window)
        : causal(continuation.completionTokens - 1),
    ),
  };
}

/** Mask of a KV cache of `length` keys whose first `keys` are valid, and of these the last `window`. */
export function validLengthMask(
  ops: TensorOps,
  keys: number,
  length: number,
  window = Number.POSITIVE_INFINITY,
): RawTensor {
  const mask = new Float32Array(length).fill(MASKED, keys);
  return ops.floats(mask.fill(MASKED, 0, Math.max(0, keys - window)), [1, 1, length]);
}

/**
 * Mask of prompt keys, [P · K, 1, U]: of padding, and of the keys before the first that `from` names for each
 * prompt. Null where it masks nothing.
 */
export function promptKeyMask(
  ops: TensorOps,
  { prompts, promptTokens, lengths }: Pick<PackedBatch, 'prompts' | 'promptTokens' | 'lengths'>,
  heads: number,
  from: (prompt: number) => number = () => 0,
): RawTensor | null {
  const first = lengths.map((_, p) => Math.max(0, from(p)));
  if (lengths.every((length, p) => length === promptTokens && first[p] === 0)) return null;
  const mask = new Float32Array(prompts * heads * promptTokens);
  for (let row = 0; row < prompts * heads; row++) {
    const p = Math.floor(row / heads);
    mask.fill(MASKED, row * promptTokens + (lengths[p] as number), (row + 1) * promptTokens);
    mask.fill(MASKED, row * promptTokens, row * promptTokens + Math.min(promptTokens, first[p] as number));
  }
  return ops.floats(mask, [prompts * heads, 1, promptTokens]);
}

/** Mask from a continuation's steps to the prompt keys in a local layer: [P · K, G · S · R, U]. */
function windowedPromptMask(
  ops: TensorOps,
  { heads, keyValueHeads, local }: ModelConfig,
  { prompts, promptTokens, lengths }: PackedBatch,
  { groupSize, completionTokens, parents }: PackedContinuation,
): RawTensor {
  const queriesPerKey = heads / keyValueHeads;
  const steps = completionTokens - 1;
  const depths = parents?.map(treeDepths);
  const window = local?.window ?? Number.POSITIVE_INFINITY;
  const queries = groupSize * steps * queriesPerKey;
  const mask = new Float32Array(prompts * keyValueHeads * queries * promptTokens);
  for (let row = 0; row < prompts * keyValueHeads * queries; row++) {
    const p = Math.floor(row / (keyValueHeads * queries));
    const length = lengths[p] as number;
    const [g, step] = placeOf(Math.floor((row % queries) / queriesPerKey), steps);
    const depth = depths ? (depths[p * groupSize + g]?.[step] ?? 0) : step;
    const [start, hidden] = [row * promptTokens, length + depth - window + 1];
    mask.fill(MASKED, start + length, start + promptTokens);
    mask.fill(MASKED, start, start + Math.min(promptTokens, Math.max(0, hidden)));
  }
  return ops.floats(mask, [prompts * keyValueHeads, queries, promptTokens]);
}

/** What a causal mask is of: S queries after `before` keys that have no queries, R of them for each key. */
interface Causal {
  readonly steps: number;
  readonly before: number;
  readonly queriesPerKey: number;
  /** The keys that a query sees, its own included. */
  readonly window: number;
}

/** Causal mask, [1, S · R, before + S]. */
function causalMask(ops: TensorOps, { steps, before, queriesPerKey, window }: Causal): RawTensor {
  const keys = before + steps;
  const mask = new Float32Array(steps * queriesPerKey * keys);
  for (let row = 0; row < steps * queriesPerKey; row++) {
    const seen = before + Math.floor(row / queriesPerKey) + 1;
    mask.fill(MASKED, row * keys + seen, (row + 1) * keys);
    mask.fill(MASKED, row * keys, row * keys + Math.max(0, seen - window));
  }
  return ops.floats(mask, [1, steps * queriesPerKey, keys]);
}

/** The quotient and the remainder of a place among rows of this width. */
const placeOf = (place: number, width: number): [row: number, at: number] => [
  Math.floor(place / width),
  place % width,
];

/**
 * Tree mask, in which each node sees itself and its nearest ancestors, `window` in all: [1, S · R, S] of one
 * tree for all, else [P · K · G, S · R, S].
 */
function treeMask(
  ops: TensorOps,
  { heads, keyValueHeads }: ModelConfig,
  { groupSize, completionTokens, parents }: PackedContinuation,
  window: number,
): RawTensor {
  const trees = parents ?? [];
  const isShared = trees.every((tree) => tree === trees[0]);
  const [steps, queriesPerKey] = [completionTokens - 1, heads / keyValueHeads];
  const size = steps * queriesPerKey * steps;
  const blocks = isShared ? 1 : trees.length * keyValueHeads;
  const mask = new Float32Array(blocks * size).fill(MASKED);
  for (let block = 0; block < blocks; block++) {
    const [pk, g] = placeOf(block, groupSize);
    const tree = trees[isShared ? 0 : Math.floor(pk / keyValueHeads) * groupSize + g] as Int32Array;
    for (let row = 0; row < tree.length * queriesPerKey; row++) {
      let node = Math.floor(row / queriesPerKey);
      for (let seen = 0; node >= 0 && seen < window; seen++) {
        mask[block * size + row * steps + node] = 0;
        node = tree[node] as number;
      }
    }
  }
  return ops.floats(mask, [blocks, steps * queriesPerKey, steps]);
}
