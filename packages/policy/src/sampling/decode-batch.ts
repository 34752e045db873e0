import { type TensorOps, treeForEach, treeLeaves } from '@echo/compute';
import type { DecodeActivations } from '../model/activation-cache.js';
import type { PackedPrompts } from '../model/packed-batch.js';
import type { PassContext } from '../model/pass-context.js';
import type { StreamedToken } from '../policy.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { createDecoder, type Decoded } from './decoder.js';
import { compactCache, type KvCache } from './kv-cache.js';
import { nextTokenProbs, sampleRows } from './sample-rows.js';
import type { SampledToken } from './sample-token.js';
import type { Sampling } from './sampling-options.js';
import { appendToken, type Sequence } from './sequence.js';

/** The KV cache is compacted once finished completions let it shrink to this share. */
const COMPACT_BELOW = 0.75;

/** Prompts that are decoded together, and the sequences of each, [P][G]. */
export interface DecodingBatch {
  readonly packed: PackedPrompts;
  readonly sequences: readonly (readonly Sequence[])[];
}

/** How a batch is decoded. */
export interface DecodeOptions {
  readonly sampling: Sampling;
  /** Takes over the activations of each pass, in order; null to keep none. */
  readonly onActivations: ((activations: DecodeActivations) => void) | null;
  /** Is told of every token as it is sampled. */
  readonly onToken?: (token: StreamedToken) => void;
}

/**
 * Decodes the sequences of a batch of prompts until all are finished. Its tensors belong to the enclosing
 * scope.
 */
export function decodeBatch(
  pass: PassContext,
  tokenizer: Tokenizer,
  { packed, sequences }: DecodingBatch,
  { sampling, onActivations, onToken }: DecodeOptions,
): void {
  const { ops } = pass;
  const { config } = pass.model;
  const decoder = createDecoder(pass, onActivations !== null);
  const all = sequences.flat();
  const indices = new Map(all.map((sequence, i) => [sequence, i]));
  const draw = (
    { logits, activations }: Decoded,
    completions: Int32Array | null,
    active: readonly Sequence[],
    rowOf: (i: number) => number,
  ) => {
    const probs = nextTokenProbs(ops, logits, sampling.temperature);
    const draws = active.map(({ rng }, i) => ({ row: rowOf(i), u: rng.next() }));
    const tokens = sampleRows(ops, probs, sampling, draws);
    active.forEach((sequence, i) => {
      appendToken(sequence, tokens[i] as SampledToken, tokenizer, sampling);
      if (onToken) {
        const at = indices.get(sequence) as number;
        const [prompt, completion] = [Math.floor(at / sampling.n), at % sampling.n];
        onToken({ prompt, completion, text: tokenizer.decode(sequence.ids) });
      }
    });
    if (activations) onActivations?.({ ...activations, completions, probs });
  };
  let cache: KvCache = ops.scope(() => {
    const start = decoder.prefill(packed, sampling.n);
    draw(start, null, all, (i) => Math.floor(i / sampling.n));
    return start.cache;
  });
  for (let cached: readonly (Sequence | null)[] = all; ; ) {
    const active = cached.flatMap((sequence, cacheRow) =>
      sequence && !sequence.finish ? [{ sequence, cacheRow }] : [],
    );
    if (active.length === 0) break;
    const before = cache;
    const smaller = planCompaction(before, active);
    if (smaller) {
      cache = ops.scope(() => compactCache(ops, before, config.keyValueHeads, smaller.kept));
      cached = smaller.cached;
    } else {
      cache = ops.scope(() => {
        const step = {
          ids: Int32Array.from(active, ({ sequence }) => sequence.ids.at(-1) as number),
          positions: Int32Array.from(
            active,
            ({ sequence }) => sequence.promptTokens + sequence.ids.length - 1,
          ),
          cacheRows: active.map(({ cacheRow }) => cacheRow),
        };
        const next = decoder.step(before, step);
        const completions = Int32Array.from(active, ({ sequence }) => indices.get(sequence) as number);
        draw(
          next,
          completions,
          active.map(({ sequence }) => sequence),
          (i) => i,
        );
        return next.cache;
      });
    }
    disposeReplaced(ops, before, cache);
  }
}

/**
 * The compaction of a KV cache: rows kept, by prompt, and the sequence at each row of the new cache.
 * Null while the cache would not shrink by enough.
 */
function planCompaction(
  { prompts, groupSize }: KvCache,
  active: readonly { readonly sequence: Sequence; readonly cacheRow: number }[],
): { kept: number[][]; cached: (Sequence | null)[] } | null {
  const groups = new Map<number, { sequence: Sequence; cacheRow: number }[]>();
  for (const entry of active) {
    const prompt = Math.floor(entry.cacheRow / groupSize);
    groups.set(prompt, [...(groups.get(prompt) ?? []), entry]);
  }
  const kept = [...groups.values()];
  const size = Math.max(...kept.map((group) => group.length));
  if (kept.length * size > COMPACT_BELOW * prompts * groupSize) return null;
  return {
    kept: kept.map((group) => group.map(({ cacheRow }) => cacheRow)),
    cached: kept.flatMap((group) => Array.from({ length: size }, (_, g) => group[g]?.sequence ?? null)),
  };
}

/** Frees the tensors of a cache that the next cache does not share. */
function disposeReplaced(ops: TensorOps, cache: KvCache, next: KvCache): void {
  const still = new Set(treeLeaves(next));
  treeForEach(cache, (tensor) => {
    if (!still.has(tensor)) ops.dispose(tensor);
  });
}
