import { type Compute, mapTensors, type RawTensor, visitTensors } from '@echo/backend';
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
  c: Compute,
  model: CausalLm,
  adapter: LoraAdapter,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  { forward, traces }: TraceKeeping<T>,
): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as (tensors: tf.Tensor[]) => void;
    const { hidden, x, kept } = c.scope(() => {
      const passed = forward();
      const rows = c.ints(predictingRows(layout));
      return { ...passed, hidden: c.gather(finalNorm(c, model, passed.x), rows) };
    });
    const places = new Map<RawTensor, number>();
    const tensors: tf.Tensor[] = [];
    visitTensors([x, kept], (tensor) => {
      places.set(tensor, tensors.length);
      tensors.push(c.release(tensor));
    });
    save(tensors);
    return {
      value: c.release(hidden),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const savedOf = (tensor: RawTensor) => saved[places.get(tensor) as number] as tf.Tensor;
        const borrowed = (tensor: RawTensor) => c.borrow(savedOf(tensor));
        const take = (layer: number) => {
          visitTensors(kept[layer + 1], (tensor) => savedOf(tensor).dispose());
          return mapTensors(kept[layer], borrowed) as T;
        };
        try {
          const gradients = c.scope(() => {
            const traceOf = traces();
            const takeTrace = (layer: number) => traceOf(layer, take(layer));
            return backward(c, model, adapter, weightsOf, layout, borrowed(x), takeTrace, c.borrow(dy));
          });
          return gradients.flatMap(({ a, b }) => [c.release(a), c.release(b)]);
        } finally {
          tf.dispose(saved);
        }
      },
    };
  });
  return op(...adapter.modules.flatMap(({ a, b }) => [a, b]));
}
