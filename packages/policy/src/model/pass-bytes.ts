import { EchoError } from '@echo/core';
import type { ModelConfig } from '../weights/model-config.js';
import { roomFor } from './attention-plan.js';
import { parameterShapes } from './causal-lm.js';
import type { GroupLayout, PromptLayout } from './group-layout.js';
import { DISTRIBUTIONS_AT_ONCE } from './mean-rows.js';
import { LOGITS_AT_ONCE } from './token-log-probs.js';

/*
 * What passes need besides weights, in bytes. Numbers are 32-bit floats. P prompts of up to U tokens, of which X are shared, G completions
 * of each, up to S steps, N rows in all; K key heads of width D, H query heads.
 */

const FLOAT = 4;
/** Node.js and TensorFlow without a model, the adapter with its moments, and what the allocator does not give back. */
const RUNTIME = 9e8;
/** Rows of logits that exist at a time for log-probs, and for a KL besides. */
const [FOR_LOG_PROBS, FOR_KL] = [3, 10];
/** Less than this is no room for any pass. */
const LEAST_ROOM = FLOAT * FOR_KL * LOGITS_AT_ONCE;
/** A layer's inner results beside what it keeps, forward or backward, in units of what it keeps. */
const INNER = 2;

/** What all layers keep for a backward pass: all that `Trace` holds, or with `recompute` only what came in. The last layer may keep less. */
export function keptBytes(config: ModelConfig, layout: GroupLayout, recompute = false): number {
  const rows = layout.ids.length * config.hiddenSize;
  return FLOAT * config.layers * (recompute ? rows : layerNumbers(config, layout));
}

/** About what a differentiated pass over a layout takes at its peak. */
export function trainingBytes(
  config: ModelConfig,
  layout: GroupLayout,
  { recompute = false, klToReference = false } = {},
): number {
  const layer = FLOAT * layerNumbers(config, layout);
  const predicted = layout.branches
    .flatMap(({ lengths }) => lengths)
    .reduce((sum, length) => sum + length, 0);
  const once = Math.min(predicted * config.vocabSize, LOGITS_AT_ONCE);
  const logits = once * (klToReference ? FOR_KL : FOR_LOG_PROBS);
  return keptBytes(config, layout, recompute) + (INNER + Number(recompute)) * layer + FLOAT * logits;
}

/** About what `groupSize` completions of each prompt take, of so many tokens. When some have ended, what the others have cached is copied. */
export function samplingBytes(
  config: ModelConfig,
  layout: PromptLayout,
  groupSize: number,
  maxTokens: number,
): number {
  const { prompts, promptTokens } = layout;
  const rows = prompts * groupSize;
  const cached =
    2 * config.keyValueHeads * config.headDim * (prompts * promptTokens + 2 * rows * roomFor(maxTokens));
  const layer = layerNumbers(config, { ...layout, branches: [] });
  return FLOAT * (config.layers * cached + INNER * layer + 3 * rows * config.vocabSize);
}

/** What distributions over tokens take at most while they wait to go through the head together, and then do. */
export function waitingBytes({ vocabSize }: ModelConfig, rows: number): number {
  return FLOAT * 2 * (DISTRIBUTIONS_AT_ONCE + rows) * vocabSize;
}

/** What sampling leaves behind to be remembered; of the last layer it may be less. */
export function rememberedBytes(config: ModelConfig, { ids }: GroupLayout): number {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headDim, layers } = config;
  const perRow = 2 * hiddenSize + 2 * (heads + keyValueHeads) * headDim + 2 * intermediateSize;
  return FLOAT * (layers * perRow + 2 * hiddenSize) * ids.length;
}

/** What is there between passes: the runtime, the weights, and the adapted maps once more merged, twice with a reference of its own. */
export function residentBytes(config: ModelConfig, anchored: boolean): number {
  let [all, maps] = [0, 0];
  for (const [name, shape] of parameterShapes(config)) {
    const size = shape.reduce((product, length) => product * length, 1);
    all += size;
    if (/_proj\.weight$/.test(name)) maps += size;
  }
  return RUNTIME + FLOAT * (all + maps * (anchored ? 2 : 1));
}

/** Refuses a memory that the weights alone would fill. */
export function assertRoom(config: ModelConfig, memory = Number.POSITIVE_INFINITY, anchored = false): void {
  const needed = residentBytes(config, anchored) + LEAST_ROOM;
  if (memory >= needed) return;
  throw new EchoError(
    'invalid-input',
    `A memory of ${(memory / 1e9).toFixed(1)} GB is too little for this model, whose weights and a smallest pass take more; give at least ${Math.ceil(needed / 1e8) / 10} GB.`,
  );
}

/** How many numbers a layer keeps. */
function layerNumbers(config: ModelConfig, layout: GroupLayout): number {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headDim } = config;
  const { prompts, promptTokens, shared, ids } = layout;
  const [queryWidth, keyWidth] = [heads * headDim, keyValueHeads * headDim];
  const inRows = ids.length * (2 * hiddenSize + queryWidth + 2 * intermediateSize);
  const own = promptTokens - shared;
  const ofPrompts =
    2 * queryWidth * (shared + prompts * own) +
    2 * keyWidth * (shared + prompts * promptTokens) +
    heads * (shared * shared + prompts * own * promptTokens);
  const ofBranches = layout.branches.map(({ lengths, completionTokens }) => {
    const steps = completionTokens - 1;
    const slots = lengths.length * steps;
    return slots * (2 * queryWidth + 2 * keyWidth + heads * (promptTokens + steps));
  });
  return inRows + ofPrompts + ofBranches.reduce((sum, numbers) => sum + numbers, 0);
}
