import { type RawTensor, treeForEach, treeMap } from '@echo/compute';
import * as tf from '@tensorflow/tfjs-core';
import type { LoraAdapter } from '../lora/adapter.js';
import type { ActivationStrategy } from './activation-strategy.js';
import { backward } from './backward.js';
import { finalNorm, logitRows } from './forward.js';
import type { PackedBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';

/** Whether tfjs is recording operations on its gradient tape. */
export const isRecordingGradients = (): boolean => tf.engine().state.gradientDepth > 0;

/**
 * `hiddenStates` of base and adapter as a tfjs tensor, differentiable in the adapter's variables by a custom
 * backward pass. The weights of `pass` must be the adapter merged into the base model. Call it within a tfjs
 * gradient function.
 */
export function loraHiddenStates<T>(
  pass: PassContext,
  adapter: LoraAdapter,
  packed: PackedBatch,
  { forward, restorer }: ActivationStrategy<T>,
): tf.Tensor {
  const { ops, model } = pass;
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as (tensors: tf.Tensor[]) => void;
    const { hidden, x, kept } = ops.scope(() => {
      const passed = forward();
      const rows = ops.ints(logitRows(packed));
      return { ...passed, hidden: ops.gather(finalNorm(ops, model, passed.x), rows) };
    });
    const indices = new Map<RawTensor, number>();
    const tensors: tf.Tensor[] = [];
    treeForEach([x, kept], (tensor) => {
      indices.set(tensor, tensors.length);
      tensors.push(ops.toTensor(tensor));
    });
    save(tensors);
    return {
      value: ops.toTensor(hidden),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const savedOf = (tensor: RawTensor) => saved[indices.get(tensor) as number] as tf.Tensor;
        const fromSaved = (tensor: RawTensor) => ops.fromTensor(savedOf(tensor));
        const take = (layer: number) => {
          treeForEach(kept[layer + 1], (tensor) => savedOf(tensor).dispose());
          return treeMap(kept[layer], fromSaved) as T;
        };
        try {
          const gradients = ops.scope(() => {
            const restoreLayer = restorer();
            const restore = (layer: number) => restoreLayer(layer, take(layer));
            return backward(pass, adapter, packed, { x: fromSaved(x), restore, dHidden: ops.fromTensor(dy) });
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
