import type { RawTensor } from '@echo/compute';
import { activationsBy, type LayerActivations } from './decoder-layer.js';
import {
  attentionByLayer,
  forwardKeepingFrom,
  layerRunner,
  type SavedForBackward,
  savedFor,
} from './forward.js';
import { forwardWithPrefix } from './forward-with-prefix.js';
import type { CachedActivations } from './gather-activations.js';
import type { PackedBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';

/**
 * How a differentiable pass gets the activations that its backward pass needs: stored, recomputed (activation
 * checkpointing) or reused from sampling. T is what is kept of a layer from forward to backward pass.
 */
export interface ActivationStrategy<T> {
  /** The residual stream after the last layer, and what is kept of each layer. */
  forward(): { readonly x: RawTensor; readonly kept: readonly T[] };
  /** A function that restores a layer's activations from what was kept of it. */
  restorer(): (layer: number, kept: T) => SavedForBackward;
}

/** Stores all activations that the backward pass needs; none below layer `first`, which it ends at. */
export function storeActivations(
  pass: PassContext,
  packed: PackedBatch,
  first = 0,
): ActivationStrategy<SavedForBackward | null> {
  return {
    forward: () =>
      forwardKeepingFrom(
        pass,
        packed,
        ({ activations, attention }) => savedFor(activations, attention),
        first,
      ),
    restorer: () => (_, saved) => saved as SavedForBackward,
  };
}

/**
 * Stores each layer's input alone and recomputes the layer: the same numbers to rounding for a third more
 * time.
 */
export function recomputeActivations(
  pass: PassContext,
  packed: PackedBatch,
  first = 0,
): ActivationStrategy<Pick<SavedForBackward, 'x'> | null> {
  return {
    forward: () => forwardKeepingFrom(pass, packed, ({ activations: { x } }) => ({ x }), first),
    restorer: () => {
      const runLayer = layerRunner(pass, packed, ({ activations, attention }) =>
        savedFor(activations, attention),
      );
      return (layer, kept) =>
        pass.ops.scope(() => runLayer(layer, (kept as Pick<SavedForBackward, 'x'>).x).kept);
    },
  };
}

/**
 * Reuses cached activations of the prompts and the first continuation, and computes those of the other
 * continuations alone, which are packed in `others`.
 */
export function reuseActivations(
  pass: PassContext,
  packed: PackedBatch,
  cached: CachedActivations,
  others: PackedBatch | null,
): ActivationStrategy<LayerActivations | null> {
  const { ops, model } = pass;
  return {
    forward: () =>
      ops.scope(() => {
        const x = cached.x(ops);
        if (!others || others.ids.length === others.promptRows)
          return { x, kept: model.layers.map(() => null) };
        const read = cached.reader(ops);
        const keysOf = (layer: number) => ({
          k: read(layer, 'k') as RawTensor,
          v: read(layer, 'v') as RawTensor,
        });
        const steps = forwardWithPrefix(pass, others, keysOf);
        return { x: ops.concat([x, steps.x], 0), kept: steps.kept };
      }),
    restorer: () => {
      const attentionOf = attentionByLayer(ops, model.config, packed);
      const read = cached.reader(ops);
      return (layer, added) =>
        ops.scope(() => {
          const activations = activationsBy((name) => {
            const [rows, more] = [read(layer, name), added?.[name]];
            return rows && more ? ops.concat([rows, more], 0) : rows;
          });
          return savedFor(activations, attentionOf(layer, activations));
        });
    },
  };
}
