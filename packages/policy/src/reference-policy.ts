import { tensorOps } from '@echo/compute';
import type * as tf from '@tensorflow/tfjs-core';
import { type MemoizedWeights, memoizedWeights } from './lora/adapted-weights.js';
import { copyAdapter, disposeAdapter, type LoraAdapter } from './lora/adapter.js';
import type { CausalLm } from './model/causal-lm.js';
import { hiddenStates } from './model/forward.js';
import { baseWeights } from './model/layer-weights.js';
import type { PackedBatch } from './model/packed-batch.js';

/** The reference policy: the base model, or the base model with an adapter as it was when frozen. */
export interface ReferencePolicy {
  /** The hidden states of a packed batch, [M, C]; not differentiable. */
  hiddenStates(packed: PackedBatch): tf.Tensor;
  /** Takes a copy of an adapter, in place of the one before. */
  freeze(adapter: LoraAdapter): void;
  dispose(): void;
}

/**
 * The reference policy of a model: the base model until an adapter is frozen, which `merge` puts into copies
 * of the projections.
 */
export function referencePolicy(model: CausalLm, merge: boolean): ReferencePolicy {
  let frozen: { readonly adapter: LoraAdapter; readonly weights: MemoizedWeights } | null = null;
  const dispose = () => {
    frozen?.weights.dispose();
    if (frozen) disposeAdapter(frozen.adapter);
    frozen = null;
  };
  return {
    hiddenStates: (packed) => {
      const ops = tensorOps();
      const weightsOf = frozen ? frozen.weights.weightsOf(ops) : baseWeights(ops, model);
      return ops.toTensor(hiddenStates({ ops, model, weightsOf }, packed));
    },
    freeze: (adapter) => {
      dispose();
      const copy = copyAdapter(adapter);
      frozen = { adapter: copy, weights: memoizedWeights(model, copy, merge) };
    },
    dispose,
  };
}
