import type { RawTensor, TensorOps } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import { concatenated, type PackedBatch, type PackedContinuation } from './packed-batch.js';

/*
 * Packed and padded layouts. Linear projections work on packed rows [N, …], one per token, without padding;
 * attention works on padded tensors [batch, length, D], one batch entry per key head. With packed rows viewed
 * as [N · K, w], a gather index maps each padded position to its packed row, and an unpad index maps back.
 *
 * Shapes: P prompts of up to U tokens, X of them a shared prefix; G completions of each, of up to S steps; K
 * key heads, H query heads, R = H / K query heads per key head; D the width of a head.
 */

/** The value added to the attention score of a masked key. */
const MASKED = -1e9;

/** A map from padded positions to packed rows [N · K]. */
export interface PaddedIndex {
  /** The packed row of each padded position, [positions]; an arbitrary one for padding. */
  readonly gather: RawTensor;
  /** 1 for tokens and 0 for padding, [positions, 1]; null without padding. */
  readonly mask: RawTensor | null;
}

/** Padded index of a continuation's steps: P · K · G · S positions. Keys need only the gather index. */
export interface ContinuationPlan {
  readonly groupSize: number;
  readonly queries: PaddedIndex;
  readonly keys: RawTensor;
}

/** The indices that attention needs, forward and backward, to pad and unpad its rows. */
export interface AttentionPlan {
  readonly prompts: number;
  /** N, the number of packed rows that have keys. */
  readonly rows: number;
  /**
   * Gather index of the shared prefix, as queries and as keys: K · X positions; null without one and in the
   * last layer.
   */
  readonly shared: RawTensor | null;
  /**
   * Index of the other prompt queries: P · K · (U − X) positions; P · K in the last layer, for last tokens
   * only.
   */
  readonly promptQueries: PaddedIndex;
  /** Gather index of the prompt keys: P · K · U positions. */
  readonly promptKeys: RawTensor;
  readonly continuations: readonly ContinuationPlan[];
  /**
   * The padded position of each query row and key head, [N · K]: shared prefix, prompts, then each
   * continuation.
   */
  readonly unpadQueries: RawTensor;
  /** The packed row of each padded key, in the same order; those of the shared prefix occur several times. */
  readonly keys: RawTensor;
}

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

/** The output rows of the last layer, [N′]: each prompt's last token and all steps of continuations. */
export function outputRowIndices({
  prompts,
  shared,
  starts,
  lengths,
  promptRows,
  ids,
}: PackedBatch): Int32Array {
  return Int32Array.from({ length: prompts + ids.length - promptRows }, (_, i) =>
    i < prompts ? (starts[i] as number) + (lengths[i] as number) - shared - 1 : promptRows + i - prompts,
  );
}

/** The plan of a layer; with `lastOnly`, query rows are those of `rowsThatGoOn`. */
export function planAttention(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
  lastOnly: boolean,
): AttentionPlan {
  const { keyValueHeads: heads } = config;
  const { prompts, promptRows, ids } = packed;
  const skipped = lastOnly ? promptRows - prompts : 0;

  const shared = lastOnly ? new Int32Array() : sharedIndex(packed, heads);
  const promptKeys = promptIndex(packed, heads, 0);
  const promptQueries = lastOnly
    ? Int32Array.from({ length: prompts * heads }, (_, i) => i)
    : promptIndex(packed, heads, packed.shared);
  const fed = fedContinuations(packed);
  const keys = fed.map((continuation) => continuationIndex(continuation, prompts, heads, 0));
  const queries = fed.map((continuation) => continuationIndex(continuation, prompts, heads, skipped));
  return {
    prompts,
    rows: ids.length,
    shared: shared.length > 0 ? ops.ints(shared) : null,
    promptQueries: paddedIndex(ops, promptQueries),
    promptKeys: gatherIndex(ops, promptKeys),
    continuations: fed.map(({ groupSize }, i) => ({
      groupSize,
      queries: paddedIndex(ops, queries[i] as Int32Array),
      keys: gatherIndex(ops, keys[i] as Int32Array),
    })),
    unpadQueries: ops.ints(unpadIndex([shared, promptQueries, ...queries], (ids.length - skipped) * heads)),
    keys: gatherIndex(ops, concatenated([shared, promptKeys, ...keys])),
  };
}

/** The indices that attention of steps needs where the keys and values of their prompts are cached. */
export interface PrefixAttentionPlan {
  /** Gather index of the prompt keys, into the prompts' rows: P · K · U positions. */
  readonly promptKeys: RawTensor;
  /** Gather index of each continuation's steps [N · K], as queries and as keys. */
  readonly continuations: readonly { readonly groupSize: number; readonly gather: RawTensor }[];
  /** The padded position of each step and key head, [N · K]. */
  readonly unpad: RawTensor;
}

/** The plan of steps whose prompts are cached. */
export function planPrefixAttention(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
): PrefixAttentionPlan {
  const { keyValueHeads: heads } = config;
  const { prompts, promptRows, ids } = packed;
  const fed = fedContinuations(packed);
  const steps = fed.map((continuation) => continuationIndex(continuation, prompts, heads, promptRows));
  return {
    promptKeys: gatherIndex(ops, promptIndex(packed, heads, 0)),
    continuations: fed.map(({ groupSize }, i) => ({
      groupSize,
      gather: gatherIndex(ops, steps[i] as Int32Array),
    })),
    unpad: ops.ints(unpadIndex(steps, (ids.length - promptRows) * heads)),
  };
}

/** The attention masks of a layer; `lastOnly` as in `planAttention`. */
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

/** The continuations that feed tokens to the model: those longer than one token. */
function fedContinuations({ continuations }: PackedBatch): readonly PackedContinuation[] {
  return continuations.filter(({ completionTokens }) => completionTokens > 1);
}

/**
 * Keys by which the KV cache grows: large enough to copy it seldom, small as attention reads unused keys,
 * too.
 */
const CACHE_STEP = 32;

/** The length of a KV cache that holds `keys` keys: the next multiple of `CACHE_STEP`. */
export function paddedLength(keys: number): number {
  return CACHE_STEP * Math.ceil(keys / CACHE_STEP);
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

/** Packed rows of the shared prefix, by key head: [K · X]. */
function sharedIndex({ shared }: PackedBatch, heads: number): Int32Array {
  return Int32Array.from({ length: heads * shared }, (_, i) => (i % shared) * heads + Math.floor(i / shared));
}

/**
 * Packed rows of each prompt's tokens from position `first` on: [P · K · (U − first)], −1 for padding on the
 * right.
 */
function promptIndex(
  { prompts, promptTokens, shared, starts, lengths }: PackedBatch,
  heads: number,
  first: number,
): Int32Array {
  const width = promptTokens - first;
  const gather = new Int32Array(prompts * heads * width).fill(-1);
  for (let p = 0; p < prompts; p++) {
    for (let k = 0; k < heads; k++) {
      const start = (p * heads + k) * width;
      for (let u = first; u < (lengths[p] as number); u++) {
        const row = u < shared ? u : (starts[p] as number) + u - shared;
        gather[start + u - first] = row * heads + k;
      }
    }
  }
  return gather;
}

/**
 * Packed rows of a continuation's steps: [P · K · G · S], −1 for padding; the first `skipped` rows are not
 * counted.
 */
function continuationIndex(
  continuation: PackedContinuation,
  prompts: number,
  heads: number,
  skipped: number,
): Int32Array {
  const { groupSize, completionTokens, lengths, starts } = continuation;
  const steps = completionTokens - 1;
  const gather = new Int32Array(prompts * heads * groupSize * steps).fill(-1);
  lengths.forEach((length, row) => {
    const [p, g] = [Math.floor(row / groupSize), row % groupSize];
    for (let k = 0; k < heads; k++) {
      const start = ((p * heads + k) * groupSize + g) * steps;
      for (let s = 0; s < length - 1; s++)
        gather[start + s] = ((starts[row] as number) + s - skipped) * heads + k;
    }
  });
  return gather;
}

/** A gather index tensor, with an arbitrary valid row in place of −1 for padding. */
export function gatherIndex(ops: TensorOps, gather: Int32Array): RawTensor {
  return ops.ints(gather.map((row) => Math.max(row, 0)));
}

/** The padded index of packed rows, −1 for padding. */
function paddedIndex(ops: TensorOps, gather: Int32Array): PaddedIndex {
  const mask = () =>
    ops.floats(
      Float32Array.from(gather, (row) => (row < 0 ? 0 : 1)),
      [gather.length, 1],
    );
  return { gather: gatherIndex(ops, gather), mask: gather.some((row) => row < 0) ? mask() : null };
}

/**
 * The padded position of each packed row, [count], for `parts` of packed rows (−1 for padding) concatenated.
 */
export function unpadIndex(parts: readonly Int32Array[], count: number): Int32Array {
  const unpad = new Int32Array(count);
  let first = 0;
  for (const gather of parts) {
    gather.forEach((row, position) => {
      if (row >= 0) unpad[row] = first + position;
    });
    first += gather.length;
  }
  return unpad;
}
