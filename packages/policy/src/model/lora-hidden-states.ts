import { type Compute, mapTensors, type RawTensor, visitTensors } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { LoraAdapter } from '../lora/adapter.js';
import { backward } from './backward.js';
import type { CausalLm } from './causal-lm.js';
import { finalNorm, forward, hiddenStates, layersOver, predictingRows, type Trace } from './forward.js';
import type { GroupLayout } from './group-layout.js';
import type { WeightsOf } from './layer-weights.js';

/**
 * `hiddenStates` of base and adapter as a tfjs tensor that is differentiable in the adapter's variables, with a backward pass of its own.
 * `weightsOf` must be the adapter merged into the base model. What the backward pass needs is kept only where gradients are being taken; with
 * `recompute` it is only what came into each layer, from which the layer is computed again: the same bits for a third more time.
 */
export function loraHiddenStates(
  c: Compute,
  model: CausalLm,
  adapter: LoraAdapter,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  recompute = false,
): tf.Tensor {
  if (tf.engine().state.gradientDepth === 0) return c.release(hiddenStates(c, model, weightsOf, layout));
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as (tensors: tf.Tensor[]) => void;
    const { hidden, x, kept } = c.scope(() => {
      const keep = (trace: Trace): Pick<Trace, 'x'> => (recompute ? { x: trace.x } : trace);
      const passed = forward(c, model, weightsOf, layout, keep);
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
        const takeTrace = (layer: number) => {
          visitTensors(kept[layer + 1], (tensor) => savedOf(tensor).dispose());
          return mapTensors(kept[layer], borrowed) as Pick<Trace, 'x'>;
        };
        try {
          const gradients = c.scope(() => {
            const through = recompute ? layersOver(c, model, weightsOf, layout) : null;
            const traceOf = (layer: number) => {
              const taken = takeTrace(layer);
              return through ? through(layer, taken.x).trace : (taken as Trace);
            };
            return backward(c, model, adapter, weightsOf, layout, borrowed(x), traceOf, c.borrow(dy));
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
