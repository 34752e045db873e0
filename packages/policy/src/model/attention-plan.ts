import type { RawTensor, TensorOps } from '@echo/compute';
import type { ModelConfig } from './model-config.js';
import { concatenated, type PackedBatch } from './packed-batch.js';
import {
  continuationIndex,
  fedContinuations,
  gatherIndex,
  type PaddedIndex,
  paddedIndex,
  promptIndex,
  sharedIndex,
  unpadIndex,
} from './padded-index.js';

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

/** The plan of a layer; with `lastOnly`, query rows are those of `outputRowIndices`. */
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
  readonly prompts: number;
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
    prompts,
    promptKeys: gatherIndex(ops, promptIndex(packed, heads, 0)),
    continuations: fed.map(({ groupSize }, i) => ({
      groupSize,
      gather: gatherIndex(ops, steps[i] as Int32Array),
    })),
    unpad: ops.ints(unpadIndex(steps, (ids.length - promptRows) * heads)),
  };
}
