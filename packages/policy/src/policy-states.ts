import { firstAdaptedLayer, type LoraAdapter } from './lora/adapter.js';
import type { MemoryBudget } from './memory/memory-budget.js';
import { asksKl } from './micro-batches.js';
import { assertCached, type CachedGroups } from './model/activation-cache.js';
import {
  type ActivationStrategy,
  recomputeActivations,
  reuseActivations,
  storeActivations,
} from './model/activation-strategy.js';
import { hiddenStates } from './model/forward.js';
import { gatherActivations } from './model/gather-activations.js';
import { isRecordingGradients, loraHiddenStates } from './model/lora-hidden-states.js';
import type { PackedBatch } from './model/packed-batch.js';
import type { PassContext } from './model/pass-context.js';
import type { Continuation } from './policy.js';
import { type Asked, type PassStates, packContinuations } from './score-continuations.js';

/** What decides how the policy's hidden states are computed. */
export interface StatesRequest extends Asked<readonly Continuation[]> {
  readonly adapter: LoraAdapter;
  readonly budget: MemoryBudget;
  readonly cached: CachedGroups | undefined;
}

/**
 * The policy's hidden states of a packed batch. A differentiable pass reuses cached activations, else stores
 * its own where they fit the memory, else recomputes them.
 */
export function policyStates(pass: PassContext, request: StatesRequest, packed: PackedBatch): PassStates {
  const { ops, model, weightsOf } = pass;
  const { adapter, budget, cached, prompts, continuations } = request;
  const [first, ...others] = continuations;
  if (cached && first)
    assertCached(cached, weightsOf, prompts, first.kind === 'tree-logits' ? [] : first.completions);
  if (!isRecordingGradients()) return { states: ops.toTensor(hiddenStates(pass, packed)) };
  const differentiable = <T>(strategy: ActivationStrategy<T>) => ({
    states: loraHiddenStates(pass, adapter, packed, strategy),
  });
  const adaptedFrom = firstAdaptedLayer(adapter);
  if (!cached)
    return budget.fitsStored(packed, asksKl(continuations))
      ? differentiable(storeActivations(pass, packed, adaptedFrom))
      : differentiable(recomputeActivations(pass, packed, adaptedFrom));
  const activations = gatherActivations(model.config, cached, packed);
  const { sampled } = activations;
  const packedOthers = others.length > 0 ? packContinuations(prompts, others) : null;
  return {
    ...differentiable(reuseActivations(pass, packed, activations, packedOthers)),
    sampled: { ...sampled, expectedHeadRows: () => ops.toTensor(sampled.expectedHeadRows(ops)) },
  };
}
