import { tensorOps } from '@echo/backend';
import type { Completion } from '@echo/core';
import type * as tf from '@tensorflow/tfjs-core';
import {
  copyAdapter,
  createAdapter,
  disposeAdapter,
  type LoraAdapter,
  type LoraConfig,
} from './lora/adapter.js';
import { createActivationCache, type DecodeActivations } from './model/activation-cache.js';
import {
  type ActivationStrategy,
  recomputeActivations,
  reuseActivations,
  storeActivations,
} from './model/activation-strategy.js';
import { type CausalLm, disposeCausalLm } from './model/causal-lm.js';
import { hiddenStates } from './model/forward.js';
import { baseWeights } from './model/layer-weights.js';
import { isRecordingGradients, loraHiddenStates } from './model/lora-hidden-states.js';
import { type MemoizedMerge, memoizedMerge } from './model/memoized-merge.js';
import {
  activationCacheBytes,
  assertFitsMemory,
  backwardPeakBytes,
  decodePeakBytes,
  pendingDistributionBytes,
  residentBytes,
} from './model/memory-estimate.js';
import { type PackedBatch, packBatch } from './model/packed-batch.js';
import type { Policy } from './policy.js';
import { DEFAULT_SAMPLING, generateGroups, type Sampling } from './sampling/generate.js';
import { type PassStates, packContinuations, scoreGroups } from './score-groups.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/**
 * A policy from a model on the backend, which it takes over, its tokenizer and a fresh adapter.
 *
 * `memory` limits the process, in bytes: where needed, prompts are decoded in smaller batches and layers are
 * recomputed in the backward pass. It is estimated, not enforced: completions of one prompt are never
 * separated.
 *
 * @throws EchoError `invalid-input` when the weights leave no room in it.
 */
export function createPolicy(
  model: CausalLm,
  tokenizer: Tokenizer,
  options: { lora?: Partial<LoraConfig>; seed?: number | string; memory?: number } = {},
): Policy {
  const { memory = Number.POSITIVE_INFINITY } = options;
  assertFitsMemory(model.config, memory);
  const adapter = createAdapter(model.config, options.lora, options.seed);
  const merged = memoizedMerge(model, adapter);
  let frozen: { readonly adapter: LoraAdapter; readonly merged: MemoizedMerge } | null = null;
  const reference = (packed: PackedBatch): tf.Tensor => {
    const ops = tensorOps();
    const weights = frozen ? frozen.merged.weightsOf(ops) : baseWeights(ops, model);
    return ops.toTensor(hiddenStates(ops, model, weights, packed));
  };
  /** Bytes available to a pass, beside the weights. */
  const available = () => memory - residentBytes(model.config, frozen !== null);
  const fitsStored: Policy['fitsMemory'] = (prompts, continuations) =>
    memory === Number.POSITIVE_INFINITY ||
    backwardPeakBytes(model.config, packContinuations(prompts, continuations), {
      klToReference: continuations.some((asked) => 'klToReference' in asked && asked.klToReference === true),
    }) <= available();
  const activationCache = createActivationCache(model);
  const fitsMemory: Policy['fitsMemory'] = (prompts, continuations) => {
    if (fitsStored(prompts, continuations)) return true;
    const [first] = continuations;
    return first !== undefined && 'completions' in first && activationCache.has(prompts, first.completions);
  };
  /** Whether the activation cache of completions fits, both in sampling and in an update that reuses it. */
  const fitsActivationCache = (ids: readonly Int32Array[], { n, maxTokens }: Sampling) => {
    const longest = ids.map(() => Array.from({ length: n }, () => new Int32Array(maxTokens)));
    const packed = packBatch(ids, longest);
    const sampled =
      decodePeakBytes(model.config, packed, n, maxTokens) +
      pendingDistributionBytes(model.config, ids.length * n);
    const updated = backwardPeakBytes(model.config, packed, { recompute: true, klToReference: true });
    return activationCacheBytes(model.config, packed) + Math.max(sampled, updated) <= available();
  };
  const disposeReference = () => {
    frozen?.merged.dispose();
    if (frozen) disposeAdapter(frozen.adapter);
    frozen = null;
  };
  const complete: Policy['completeGroups'] = async (
    prompts,
    { keepActivations = false, ...sampling } = {},
  ) => {
    activationCache.clear();
    const ops = tensorOps();
    const weights = merged.weightsOf(ops);
    const ids = prompts.map((prompt) => tokenizer.applyChatTemplate(prompt));
    const options = { ...DEFAULT_SAMPLING, ...sampling };
    const sample = (onActivations: ((activations: DecodeActivations) => void) | null) =>
      generateGroups(ops, model, weights, tokenizer, ids, options, available(), onActivations);
    const fitsKept = () => memory === Number.POSITIVE_INFINITY || fitsActivationCache(ids, options);
    return keepActivations && fitsKept()
      ? activationCache.record(ops, { weights, temperature: options.temperature }, ids, sample)
      : sample(null);
  };
  const score: Policy['score'] = (prompts, continuations, options) => {
    const ops = tensorOps();
    const weights = merged.weightsOf(ops);
    const hidden = (packed: PackedBatch): PassStates => {
      const pass = <T>(strategy: ActivationStrategy<T>) => ({
        states: loraHiddenStates(ops, model, adapter, weights, packed, strategy),
      });
      const [first, ...others] = continuations;
      if (!isRecordingGradients()) return { states: ops.toTensor(hiddenStates(ops, model, weights, packed)) };
      const cached =
        first && 'completions' in first
          ? activationCache.lookup(weights, packed, prompts, first.completions)
          : null;
      if (cached) {
        const otherContinuations = others.length > 0 ? packContinuations(prompts, others) : null;
        const { sampled } = cached;
        return {
          ...pass(reuseActivations(ops, model, weights, packed, cached, otherContinuations)),
          sampled: { ...sampled, expectedHeadRows: () => ops.toTensor(sampled.expectedHeadRows(ops)) },
        };
      }
      if (memory < Number.POSITIVE_INFINITY) activationCache.clear();
      if (fitsStored(prompts, continuations)) return pass(storeActivations(ops, model, weights, packed));
      return pass(recomputeActivations(ops, model, weights, packed));
    };
    return scoreGroups(model, hidden, reference, prompts, continuations, options);
  };
  return {
    adapter,
    config: model.config,
    completeGroups: complete,
    complete: async (prompt, sampling) => (await complete([prompt], sampling))[0] as Completion[],
    encodePrompt: (prompt) => tokenizer.applyChatTemplate(prompt),
    encode: (text) => tokenizer.encode(text),
    decode: (tokenIds) => tokenizer.decode(tokenIds),
    score,
    fitsMemory,
    dropActivations: activationCache.clear,
    logProbs: ({ prompts, completions }, options) =>
      score(prompts, [{ completions }], options)[0] as tf.Tensor,
    referenceLogProbs: ({ prompts, completions }, options) =>
      scoreGroups(
        model,
        (packed) => ({ states: reference(packed) }),
        reference,
        prompts,
        [{ completions }],
        options,
      )[0] as tf.Tensor,
    freezeReference: () => {
      assertFitsMemory(model.config, memory, true);
      activationCache.clear();
      disposeReference();
      const copy = copyAdapter(adapter);
      frozen = { adapter: copy, merged: memoizedMerge(model, copy) };
    },
    dispose: () => {
      activationCache.clear();
      disposeReference();
      merged.dispose();
      disposeAdapter(adapter);
      disposeCausalLm(model);
    },
  };
}
