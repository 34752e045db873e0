import { type RawTensor, type TensorOps, treeForEach, treeMap } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { LoraAdapter } from '../lora/adapter.js';
import { backward } from './backward.js';
import type { CausalLm } from './causal-lm.js';
import { finalNorm, predictingRows } from './forward.js';
import type { GroupLayout } from './group-layout.js';
import type { TraceKeeping } from './kept-traces.js';
import type { WeightsOf } from './layer-weights.js';

/** Whether tfjs is recording what it computes, for gradients. */
export const takingGradients = (): boolean => tf.engine().state.gradientDepth > 0;

/**
 * `hiddenStates` of base and adapter as a tfjs tensor that is differentiable in the adapter's variables, with a backward pass of its own.
 * `weightsOf` must be the adapter merged into the base model. To be called where gradients are being taken.
 */
export function loraHiddenStates<T>(
  ops: TensorOps,
  model: CausalLm,
  adapter: LoraAdapter,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  { forward, traces }: TraceKeeping<T>,
): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as (tensors: tf.Tensor[]) => void;
    const { hidden, x, kept } = ops.scope(() => {
      const passed = forward();
      const rows = ops.ints(predictingRows(layout));
      return { ...passed, hidden: ops.gather(finalNorm(ops, model, passed.x), rows) };
    });
    const places = new Map<RawTensor, number>();
    const tensors: tf.Tensor[] = [];
    treeForEach([x, kept], (tensor) => {
      places.set(tensor, tensors.length);
      tensors.push(ops.toTensor(tensor));
    });
    save(tensors);
    return {
      value: ops.toTensor(hidden),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const savedOf = (tensor: RawTensor) => saved[places.get(tensor) as number] as tf.Tensor;
        const borrowed = (tensor: RawTensor) => ops.fromTensor(savedOf(tensor));
        const take = (layer: number) => {
          treeForEach(kept[layer + 1], (tensor) => savedOf(tensor).dispose());
          return treeMap(kept[layer], borrowed) as T;
        };
        try {
          const gradients = ops.scope(() => {
            const traceOf = traces();
            const takeTrace = (layer: number) => traceOf(layer, take(layer));
            return backward(
              ops,
              model,
              adapter,
              weightsOf,
              layout,
              borrowed(x),
              takeTrace,
              ops.fromTensor(dy),
            );
          });
          return gradients.flatMap(({ a, b }) => [ops.toTensor(a), ops.toTensor(b)]);
        } finally {
          tf.dispose(saved);
        }
      },
    };
  });
  return op(...adapter.modules.flatMap(({ a, b }) => [a, b]));
}
