import { tensorOps } from '@echo/compute';
import type { Completion } from '@echo/core';
import { logLikelihoods } from './log-likelihoods.js';
import { memoizedWeights } from './lora/adapted-weights.js';
import { createAdapter, disposeAdapter, type LoraConfig } from './lora/adapter.js';
import { memoryBudget } from './memory/memory-budget.js';
import { microBatches } from './micro-batches.js';
import { recordActivations } from './model/activation-cache.js';
import { type CausalLm, disposeCausalLm } from './model/causal-lm.js';
import type { PassContext } from './model/pass-context.js';
import type { Policy } from './policy.js';
import { policyStates } from './policy-states.js';
import { referencePolicy } from './reference-policy.js';
import type { DecodeOptions } from './sampling/decode-batch.js';
import { generateGroups } from './sampling/generate.js';
import { assertSampling, DEFAULT_SAMPLING } from './sampling/sampling-options.js';
import { type StatesOf, scoreContinuations } from './score-continuations.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/** Options of `createPolicy`. */
export interface CreatePolicyOptions {
  /** The configuration of the fresh adapter, where it differs from `DEFAULT_LORA`. */
  readonly lora?: Partial<LoraConfig>;
  /** Seed of the fresh adapter. */
  readonly seed?: number | string;
  /** Memory limit of the process in bytes, estimated and not enforced; no limit unless given. */
  readonly memory?: number;
}

/**
 * A policy from a model on the backend, which it takes over, its tokenizer and a fresh adapter.
 *
 * Where memory is short, prompts are decoded in smaller batches, layers are recomputed in the backward pass,
 * and the adapter stays beside the weights instead of being merged into copies of them. Completions of one
 * prompt are never separated.
 *
 * @throws EchoError `invalid-input` when the weights leave no room in the memory limit.
 */
export function createPolicy(
  model: CausalLm,
  tokenizer: Tokenizer,
  { lora, seed, memory }: CreatePolicyOptions = {},
): Policy {
  let budget = memoryBudget(model.config, memory);
  const adapter = createAdapter(model.config, lora, seed);
  const weights = memoizedWeights(model, adapter, budget.merges);
  const reference = referencePolicy(model, budget.merges);
  const passOf = (): PassContext => {
    const ops = tensorOps();
    return { ops, model, weightsOf: weights.weightsOf(ops) };
  };
  const sample: Policy['sample'] = async (prompts, { keepActivations = false, onToken, ...given } = {}) => {
    const sampling = { ...DEFAULT_SAMPLING, ...given };
    assertSampling(sampling);
    const pass = passOf();
    const ids = prompts.map((prompt) => tokenizer.applyChatTemplate(prompt));
    const generate = (onActivations: DecodeOptions['onActivations']) =>
      generateGroups(pass, tokenizer, ids, {
        sampling,
        onActivations,
        ...(onToken && { onToken }),
        fits: (packed) => budget.fitsDecoding(packed, sampling),
      });
    return keepActivations && budget.fitsActivationCache(ids, sampling)
      ? recordActivations(pass, ids, sampling.temperature, generate)
      : { groups: generate(null), activations: null };
  };
  const policy: Policy = {
    config: model.config,
    adapter,
    tokenizer,
    sample,
    complete: async (prompt, options) => (await sample([prompt], options)).groups[0] as Completion[],
    completeGroups: async (prompts, options) => (await sample(prompts, options)).groups,
    logLikelihoods: async (prompt, continuations) =>
      logLikelihoods(
        passOf(),
        tokenizer.applyChatTemplate(prompt),
        continuations.map((text) => tokenizer.encode(text)),
      ),
    score: (prompts, continuations, { temperature, byReference = false, activations: cached } = {}) => {
      const request = { adapter, budget, cached, prompts, continuations };
      const statesOf: StatesOf = {
        policy: (packed) =>
          byReference ? { states: reference.hiddenStates(packed) } : policyStates(passOf(), request, packed),
        reference: reference.hiddenStates,
      };
      return scoreContinuations(model.head, statesOf, { prompts, continuations }, temperature);
    },
    microBatches: (prompts, continuations, options) =>
      microBatches(budget, { prompts, continuations }, options),
    freezeReference: () => {
      budget = budget.withFrozenReference();
      reference.freeze(adapter);
    },
    dispose: () => {
      reference.dispose();
      weights.dispose();
      disposeAdapter(adapter);
      disposeCausalLm(model);
    },
  };
  return policy;
}
