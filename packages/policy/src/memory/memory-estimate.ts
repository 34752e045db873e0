import { EchoError } from '@echo/core';
import { architectureOf } from '../architectures/architectures.js';
import { parameterShapes } from '../model/causal-lm.js';
import { DISTRIBUTIONS_AT_ONCE } from '../model/expected-head-rows.js';
import { hidingWindow } from '../model/layer-kinds.js';
import type { ModelConfig } from '../model/model-config.js';
import type { PackedBatch, PackedPrompts } from '../model/packed-batch.js';
import { LOGITS_PER_CHUNK } from '../model/token-log-probs.js';
import { paddedLength } from '../sampling/kv-cache.js';

/*
 * Estimates of the memory that passes need besides weights, in bytes. Tensors are 32-bit floats. P prompts of
 * up to U tokens, X of them a shared prefix, G completions of each, of up to S steps, N rows in all; K key
 * heads of width D, H query heads.
 */

const FLOAT = 4;
/**
 * Bytes of Node.js and TensorFlow without a model, the adapter, its optimizer state, and memory the allocator
 * retains.
 */
const RUNTIME = 9e8;
/** Copies of a chunk of logits that exist at a time, for log-probs and for log-probs with a KL. */
const [LOG_PROB_COPIES, KL_COPIES] = [3, 10];
/** The fewest bytes that any pass needs besides weights. */
const MIN_AVAILABLE = FLOAT * KL_COPIES * LOGITS_PER_CHUNK;
/** A layer's temporary tensors, forward or backward, in units of its stored activations. */
const LAYER_TEMPORARIES = 2;

/**
 * Bytes that all layers store for the backward pass; with `recompute`, layer inputs alone. The last may store
 * less.
 */
export function activationBytes(config: ModelConfig, packed: PackedBatch, recompute = false): number {
  const rows = packed.ids.length * config.hiddenSize;
  return FLOAT * config.layers * (recompute ? rows : layerFloats(config, packed));
}

/** Bytes of a differentiable pass over a packed batch at its peak, about. */
export function backwardPeakBytes(
  config: ModelConfig,
  packed: PackedBatch,
  { recompute = false, klToReference = false } = {},
): number {
  const layer = FLOAT * layerFloats(config, packed);
  const predicted = packed.continuations
    .flatMap(({ lengths }) => lengths)
    .reduce((sum, length) => sum + length, 0);
  const once = Math.min(predicted * config.vocabSize, LOGITS_PER_CHUNK);
  const logits = once * (klToReference ? KL_COPIES : LOG_PROB_COPIES);
  return (
    activationBytes(config, packed, recompute) +
    (LAYER_TEMPORARIES + Number(recompute)) * layer +
    FLOAT * (maskFloats(config, packed) + logits)
  );
}

/**
 * Bytes of decoding `groupSize` completions of each prompt at its peak, about. Compaction copies the KV cache
 * of completions.
 */
export function decodePeakBytes(
  config: ModelConfig,
  packed: PackedPrompts,
  groupSize: number,
  maxTokens: number,
): number {
  const { prompts, promptTokens } = packed;
  const rows = prompts * groupSize;
  const cached =
    2 * config.keyValueHeads * config.headDim * (prompts * promptTokens + 2 * rows * paddedLength(maxTokens));
  const prefill = { ...packed, continuations: [] };
  const layer = LAYER_TEMPORARIES * layerFloats(config, prefill) + maskFloats(config, prefill);
  return FLOAT * (config.layers * cached + layer + 3 * rows * config.vocabSize);
}

/** Bytes of pending next-token distributions and of their product with the head, at most. */
export function pendingDistributionBytes({ vocabSize }: ModelConfig, rows: number): number {
  return FLOAT * 2 * (DISTRIBUTIONS_AT_ONCE + rows) * vocabSize;
}

/** Bytes of the activation cache that sampling fills; the last layer may take less. */
export function activationCacheBytes(config: ModelConfig, { ids }: PackedBatch): number {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headDim, layers } = config;
  const perRow =
    2 * hiddenSize + 2 * (heads + keyValueHeads) * headDim + 2 * intermediateSize + normInputs(config);
  return FLOAT * (layers * perRow + 2 * hiddenSize) * ids.length;
}

/** Bytes between passes: the runtime, the weights, and merged copies of the projections. */
export function residentBytes(config: ModelConfig, copies: number): number {
  let [all, projections] = [0, 0];
  for (const [name, shape] of parameterShapes(config)) {
    const size = shape.reduce((product, length) => product * length, 1);
    all += size;
    if (/_proj\.weight$/.test(name)) projections += size;
  }
  return RUNTIME + FLOAT * (all + projections * copies);
}

/**
 * Asserts that `memory`, in bytes, leaves room for a pass beside the weights.
 *
 * @throws EchoError `invalid-input` when it does not.
 */
export function assertFitsMemory(config: ModelConfig, memory = Number.POSITIVE_INFINITY): void {
  const needed = residentBytes(config, 0) + MIN_AVAILABLE;
  if (memory >= needed) return;
  throw new EchoError(
    'invalid-input',
    `A memory of ${(memory / 1e9).toFixed(1)} GB is too little for this model, whose weights and a smallest pass take more; give at least ${Math.ceil(needed / 1e8) / 10} GB.`,
  );
}

/** Number of floats in a layer's stored activations. */
function layerFloats(config: ModelConfig, packed: PackedBatch): number {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headDim } = config;
  const { prompts, promptTokens, shared, ids } = packed;
  const [queryWidth, keyWidth] = [heads * headDim, keyValueHeads * headDim];
  const inRows = ids.length * (2 * hiddenSize + queryWidth + 2 * intermediateSize + normInputs(config));
  const own = promptTokens - shared;
  const ofPrompts =
    2 * queryWidth * (shared + prompts * own) +
    2 * keyWidth * (shared + prompts * promptTokens) +
    heads * (shared * shared + prompts * own * promptTokens);
  const ofContinuations = packed.continuations.map(({ lengths, completionTokens }) => {
    const steps = completionTokens - 1;
    const positions = lengths.length * steps;
    return positions * (2 * queryWidth + 2 * keyWidth + heads * (promptTokens + steps));
  });
  return inRows + ofPrompts + ofContinuations.reduce((sum, floats) => sum + floats, 0);
}

/**
 * Number of floats in the attention masks of a pass.
 *
 * Layers of a kind share them: the last one and the others, local ones and global ones where a window hides
 * something. A local mask of the prompts has a row for each query of a continuation, as many floats as a
 * layer has probabilities of prompt keys.
 */
export function maskFloats(config: ModelConfig, packed: PackedBatch): number {
  const { heads, keyValueHeads } = config;
  const { prompts, promptTokens, shared, positions } = packed;
  const queriesPerKey = heads / keyValueHeads;
  const ofKeys = prompts * keyValueHeads * promptTokens;
  const ofPrompts = queriesPerKey * (shared * shared + (promptTokens - shared) * promptTokens);
  let [own, toPrompt] = [0, 0];
  for (const { completionTokens, lengths, parents } of packed.continuations) {
    const steps = completionTokens - 1;
    const perQuery = new Set(parents).size > 1 ? heads * lengths.length : queriesPerKey;
    own += perQuery * steps * steps;
    toPrompt += heads * lengths.length * steps * promptTokens;
  }
  const length = 1 + positions.reduce((most, position) => Math.max(most, position), 0);
  const hides = Number.isFinite(hidingWindow(config, length));
  const ofGlobal = ofPrompts + 3 * ofKeys + 2 * own;
  return hides ? 2 * (ofGlobal + toPrompt) : ofGlobal;
}

/** Floats of a row that a layer keeps as inputs of norms of queries and keys, after attention and MLP. */
function normInputs(config: ModelConfig): number {
  const { hiddenSize, heads, keyValueHeads, headDim } = config;
  const { norms } = architectureOf(config);
  return (
    (norms.query ? heads * headDim : 0) +
    (norms.key ? keyValueHeads * headDim : 0) +
    (norms.afterAttention ? hiddenSize : 0) +
    (norms.afterMlp ? hiddenSize : 0)
  );
}
