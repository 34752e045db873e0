import type { RawTensor, TensorOps } from '@echo/compute';
import {
  type KeysAndValues,
  type SavedSelfAttention,
  type SavedSharedPrefixAttention,
  selfAttention,
  sharedPrefixAttention,
} from './attention.js';
import type { AttentionMasks } from './attention-masks.js';
import type { AttentionPlan, PrefixAttentionPlan } from './attention-plan.js';
import type { Attention } from './decoder-layer.js';
import type { ModelConfig } from './model-config.js';
import { paddedLayout } from './padded-layout.js';

/*
 * The three contexts in which a decoder layer attends: over a packed batch, after prompts whose keys and
 * values are cached, and in a decoding step that writes into a KV cache.
 */

/** Tensors saved for the backward pass of a layer's attention over a packed batch. */
export interface SavedAttention {
  readonly shared: SavedSelfAttention | null;
  readonly prompt: SavedSelfAttention;
  readonly continuations: readonly SavedSharedPrefixAttention[];
}

/** Where attention over a packed batch finds its rows, and what it must not see. */
export interface PackedAttentionContext {
  readonly plan: AttentionPlan;
  readonly masks: AttentionMasks;
}

/**
 * Attention over all rows of a packed batch. With `cachedOut`, its result [N′, H · D], only the other tensors
 * of the backward pass are computed.
 */
export function packedAttention(
  ops: TensorOps,
  config: ModelConfig,
  { plan, masks }: PackedAttentionContext,
  cachedOut: RawTensor | null = null,
): Attention<SavedAttention> {
  const { toPadded, toPacked } = paddedLayout(ops, config);
  const sequences = plan.prompts * config.keyValueHeads;
  return (q, k, v) =>
    ops.scope(() => {
      const cached = (index: RawTensor, batch: number) => cachedOut && toPadded(cachedOut, index, batch);
      const selfAttend = (queries: RawTensor, keys: RawTensor, mask: RawTensor | null, batch: number) => {
        const own = { k: toPadded(k, keys, batch), v: toPadded(v, keys, batch) };
        return selfAttention(ops, { q: toPadded(q, queries, batch), ...own, mask }, cached(queries, batch));
      };
      const prompt = selfAttend(plan.promptQueries.gather, plan.promptKeys, masks.prompt, sequences);
      const saved: SavedAttention = {
        shared: plan.shared && selfAttend(plan.shared, plan.shared, masks.shared, config.keyValueHeads),
        prompt,
        continuations: plan.continuations.map(({ queries, keys, groupSize }, i) => {
          const stacked = toPadded(q, queries.gather, sequences);
          const own = {
            k: toPadded(k, keys, sequences * groupSize),
            v: toPadded(v, keys, sequences * groupSize),
          };
          return sharedPrefixAttention(
            ops,
            {
              q: stacked,
              prompt,
              own,
              promptMask: masks.toPrompt[i] as RawTensor | null,
              ownMask: masks.own[i] as RawTensor,
            },
            cached(queries.gather, sequences),
          );
        }),
      };
      if (cachedOut) return { attnOut: cachedOut, saved };
      const parts = [saved.shared, prompt, ...saved.continuations].flatMap((part) =>
        part ? [part.out] : [],
      );
      return { attnOut: toPacked(parts, plan.unpadQueries), saved };
    });
}

/** Where the steps of a packed batch find their rows when their prompts' keys and values are cached. */
export interface PrefixAttentionContext {
  readonly plan: PrefixAttentionPlan;
  readonly masks: AttentionMasks;
  /** Cached keys and values of the prompts, packed rows [N, K · D] with the prompts' rows first. */
  readonly prefix: KeysAndValues;
}

/** Attention of a packed batch's steps alone, after prompts whose keys and values are cached. */
export function prefixAttention(
  ops: TensorOps,
  config: ModelConfig,
  { plan, masks, prefix }: PrefixAttentionContext,
): Attention<null> {
  const { toPadded, toPacked } = paddedLayout(ops, config);
  const sequences = plan.prompts * config.keyValueHeads;
  const prompt = {
    k: toPadded(prefix.k, plan.promptKeys, sequences),
    v: toPadded(prefix.v, plan.promptKeys, sequences),
  };
  return (q, k, v) => {
    const padded = plan.continuations.map(({ groupSize, gather }, i) => {
      const own = {
        k: toPadded(k, gather, sequences * groupSize),
        v: toPadded(v, gather, sequences * groupSize),
      };
      const promptMask = masks.toPrompt[i] as RawTensor | null;
      const ownMask = masks.own[i] as RawTensor;
      const stacked = toPadded(q, gather, sequences);
      return sharedPrefixAttention(ops, { q: stacked, prompt, own, promptMask, ownMask }).out;
    });
    return { attnOut: toPacked(padded, plan.unpad), saved: null };
  };
}

/** Where a decoding step of N tokens finds its rows, and the cached keys and values it reads and writes. */
export interface DecodeAttentionContext {
  /** Mask of the prompt keys, [P · K, 1, U]; null where all are seen. */
  readonly promptMask: RawTensor | null;
  /** Mask of the valid keys that are seen, [1, 1, T]. */
  readonly validLengthMask: RawTensor;
  /**
   * Gather index of the step's rows [N · K] into padded positions (prompt, key head, completion), and its
   * inverse.
   */
  readonly gather: RawTensor;
  readonly unpad: RawTensor;
  /** Write index of the keys and values of each padded position, into [P · K · G · T]. */
  readonly writeIndices: RawTensor;
  readonly prompt: KeysAndValues;
  /** Cached keys and values of the completions, which are written into. */
  readonly cached: KeysAndValues;
}

/** Attention of a decoding step; what is saved are the completions' keys and values with the step's own. */
export function decodeAttention(
  ops: TensorOps,
  config: ModelConfig,
  context: DecodeAttentionContext,
): Attention<KeysAndValues> {
  const { promptMask, validLengthMask, gather, unpad, writeIndices, prompt, cached } = context;
  const layout = paddedLayout(ops, config);
  const sequences = prompt.k.shape[0] as number;
  const write = (past: RawTensor, rows: RawTensor) =>
    ops.scatterUpdate(past, writeIndices, layout.gather(rows, gather));
  return (q, k, v) => {
    const own = { k: write(cached.k, k), v: write(cached.v, v) };
    const stacked = layout.toPadded(q, gather, sequences);
    const { out } = sharedPrefixAttention(ops, {
      q: stacked,
      prompt,
      own,
      promptMask,
      ownMask: validLengthMask,
    });
    return { attnOut: layout.toPacked([out], unpad), saved: own };
  };
}
