import { type TensorOps, treeForEach, treeLeaves } from '@echo/backend';
import {
  type Completion,
  createRng,
  EchoError,
  greedyBatches,
  type Rng,
  type SamplingOptions,
} from '@echo/core';
import type { DecodeActivations } from '../model/activation-cache.js';
import type { CausalLm } from '../model/causal-lm.js';
import type { WeightsOf } from '../model/layer-weights.js';
import { decodePeakBytes } from '../model/memory-estimate.js';
import { type PackedPrompts, packPrompts } from '../model/packed-batch.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { ModelConfig } from '../weights/model-config.js';
import { compactCache, createDecoder, type Decoded, type Decoder, type KvCache } from './decoder.js';
import { nextTokenProbs, sampleRows } from './sample-rows.js';
import type { SampledToken } from './sample-token.js';

/** Sampling options with every field set. */
export type Sampling = Required<SamplingOptions>;

export const DEFAULT_SAMPLING: Sampling = {
  n: 1,
  temperature: 0.8,
  topP: 0.95,
  topK: 0,
  maxTokens: 64,
  stop: [],
  seed: 0,
};

/** The KV cache is compacted once finished completions let it shrink to this share. */
const COMPACT_BELOW = 0.75;

/** A completion being decoded. */
interface Sequence {
  readonly promptTokens: number;
  readonly rng: Rng;
  readonly ids: number[];
  readonly logProbs: number[];
  finish: 'stop' | 'length' | null;
}

/**
 * Samples `sampling.n` completions of each prompt, [P][G]; a prompt is computed once for its whole group.
 *
 * A completion's random numbers follow from the seed, its prompt and its index in the group alone; a prompt
 * given twice is one group twice as large, not the same completions again. Prompts that do not fit into
 * `availableBytes` together are decoded in several batches. `onActivations` takes over the activations of
 * each pass, in order; with it all prompts are one batch.
 */
export function generateGroups(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  tokenizer: Tokenizer,
  prompts: readonly Int32Array[],
  sampling: Sampling,
  availableBytes = Number.POSITIVE_INFINITY,
  onActivations: ((activations: DecodeActivations) => void) | null = null,
): Completion[][] {
  checkSampling(sampling);
  checkLength(packPrompts(prompts).promptTokens, sampling.maxTokens, model.config.maxPositions);
  const sequences = newSequences(prompts, sampling);
  const fitsMemory = (batch: readonly number[]) => {
    if (onActivations || availableBytes === Number.POSITIVE_INFINITY) return true;
    const packed = packPrompts(batch.map((p) => prompts[p] as Int32Array));
    return decodePeakBytes(model.config, packed, sampling.n, sampling.maxTokens) <= availableBytes;
  };
  for (const batch of greedyBatches([...prompts.keys()], fitsMemory)) {
    const packed = packPrompts(batch.map((p) => prompts[p] as Int32Array));
    const some = batch.map((p) => sequences[p] as Sequence[]);
    ops.scope(() => {
      const decoder = createDecoder(ops, model, weightsOf, onActivations !== null);
      decodeBatch(ops, model.config, decoder, tokenizer, packed, some, sampling, onActivations);
    });
  }
  return sequences.map((group) =>
    group.map((sequence) => ({
      text: tokenizer.decode(sequence.ids),
      finishReason: sequence.finish ?? 'length',
      tokenIds: Int32Array.from(sequence.ids),
      logProbs: Float32Array.from(sequence.logProbs),
    })),
  );
}

/**
 * Decodes the sequences of a batch of prompts until all are finished. Its tensors belong to the enclosing
 * scope.
 */
function decodeBatch(
  ops: TensorOps,
  config: ModelConfig,
  decoder: Decoder,
  tokenizer: Tokenizer,
  packed: PackedPrompts,
  sequences: readonly (readonly Sequence[])[],
  sampling: Sampling,
  onActivations: ((activations: DecodeActivations) => void) | null,
): void {
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

/** Empty sequences, [P][G], each with a random generator of its own. */
function newSequences(prompts: readonly Int32Array[], { n, seed }: Sampling): Sequence[][] {
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

/** Appends a token, and finishes the sequence at an end token, a stop string or the limit. */
function appendToken(
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

function checkLength(promptTokens: number, maxTokens: number, maxPositions: number): void {
  if (promptTokens + maxTokens <= maxPositions) return;
  throw new EchoError(
    'invalid-input',
    `A prompt of ${promptTokens} tokens and \`maxTokens\` ${maxTokens} exceed the ${maxPositions} positions of this model; shorten one of them.`,
  );
}

function checkSampling({ n, temperature, topP, topK, maxTokens }: Sampling): void {
  const rule = (holds: boolean, name: string, wanted: string, value: number) => {
    if (!holds) throw new EchoError('invalid-input', `Expected \`${name}\` to be ${wanted}, got ${value}.`);
  };
  rule(Number.isInteger(n) && n >= 1, 'n', 'a whole number of at least 1', n);
  rule(
    temperature >= 0 && Number.isFinite(temperature),
    'temperature',
    '0 (greedy) or a positive number',
    temperature,
  );
  rule(topP > 0 && topP <= 1, 'topP', 'above 0 and at most 1', topP);
  rule(Number.isInteger(topK) && topK >= 0, 'topK', '0 (all) or a positive whole number', topK);
  rule(Number.isInteger(maxTokens) && maxTokens >= 1, 'maxTokens', 'a whole number of at least 1', maxTokens);
}
