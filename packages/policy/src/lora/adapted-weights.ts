import type { TensorOps } from '@echo/compute';
import type { CausalLm } from '../model/causal-lm.js';
import type { WeightsOf } from '../model/layer-weights.js';
import type { LoraAdapter } from './adapter.js';
import { type AdaptedWeights, factorAdapter, mergeAdapter } from './merge-adapter.js';

/**
 * The weights of the base model with an adapter, made anew only when the adapter's values have changed:
 * sampling and micro-batches share them.
 */
export interface MemoizedWeights {
  /** The adapted weights; `ops` must be the same in every call. */
  weightsOf(ops: TensorOps): WeightsOf;
  dispose(): void;
}

/** Memoized weights of an adapter: with `merge` in copies of the projections. The caller disposes them. */
export function memoizedWeights(model: CausalLm, adapter: LoraAdapter, merge: boolean): MemoizedWeights {
  let adapted: AdaptedWeights | null = null;
  let values: readonly object[] = [];
  const dispose = () => {
    adapted?.dispose();
    adapted = null;
  };
  return {
    weightsOf: (ops) => {
      // A variable takes a new data id with every value.
      const current = adapter.modules.flatMap(({ a, b }) => [a.dataId, b.dataId]);
      if (!adapted || current.some((id, i) => id !== values[i])) {
        dispose();
        adapted = (merge ? mergeAdapter : factorAdapter)(ops, model, adapter);
        values = current;
      }
      return adapted.weightsOf;
    },
    dispose,
  };
}
