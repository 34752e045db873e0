import type { TensorOps } from '@echo/compute';
import type { CausalLm } from '../model/causal-lm.js';
import type { WeightsOf } from '../model/layer-weights.js';
import type { LoraAdapter } from './adapter.js';
import { type MergedWeights, mergeAdapter } from './merge-adapter.js';

/**
 * The adapter merged into the base model, anew only when its values have changed: sampling and micro-batches
 * share it.
 */
export interface MemoizedMerge {
  /** The merged weights; `ops` must be the same in every call. */
  weightsOf(ops: TensorOps): WeightsOf;
  dispose(): void;
}

/** A memoized merge of an adapter. The caller disposes it. */
export function memoizedMerge(model: CausalLm, adapter: LoraAdapter): MemoizedMerge {
  let merged: MergedWeights | null = null;
  let values: readonly object[] = [];
  const dispose = () => {
    merged?.dispose();
    merged = null;
  };
  return {
    weightsOf: (ops) => {
      // A variable takes a new data id with every value.
      const current = adapter.modules.flatMap(({ a, b }) => [a.dataId, b.dataId]);
      if (!merged || current.some((id, i) => id !== values[i])) {
        dispose();
        merged = mergeAdapter(ops, model, adapter);
        values = current;
      }
      return merged.weightsOf;
    },
    dispose,
  };
}
