import type { RawTensor, TensorOps } from '@echo/backend';
import type { CausalLm } from './causal-lm.js';
import type { LayerRows } from './decoder-layer.js';
import { attentionOver, forward, layersOver, type Trace, traceOf } from './forward.js';
import { forwardBehind } from './forward-behind.js';
import type { GroupLayout } from './group-layout.js';
import type { WeightsOf } from './layer-weights.js';
import type { KnownRows } from './recollection.js';

/** How a differentiated pass goes forward, and comes by the trace of each layer when it goes back. T, tensors of a layer, is kept between the two. */
export interface TraceKeeping<T> {
  /** The residual stream behind the last layer, and what is kept. */
  forward(): { readonly x: RawTensor; readonly kept: readonly T[] };
  traces(): (layer: number, kept: T) => Trace;
}

/** Keeps all that is needed. */
export function keepAll(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
): TraceKeeping<Trace> {
  return {
    forward: () => forward(ops, model, weightsOf, layout, ({ rows, attention }) => traceOf(rows, attention)),
    traces: () => (_, trace) => trace,
  };
}

/** Keeps only what came into each layer, and computes the layer again: the same numbers to rounding for a third more time. */
export function computeAgain(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
): TraceKeeping<Pick<Trace, 'x'>> {
  return {
    forward: () => forward(ops, model, weightsOf, layout, ({ rows: { x } }) => ({ x })),
    traces: () => {
      const through = layersOver(ops, model, weightsOf, layout, ({ rows, attention }) =>
        traceOf(rows, attention),
      );
      return (layer, { x }) => ops.scope(() => through(layer, x).kept);
    },
  };
}

/** Takes the rows of prompts and first branch from what is remembered, and computes those of the other branches, which are those of `behind`, alone. */
export function startFrom(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  known: KnownRows,
  behind: GroupLayout | null,
): TraceKeeping<LayerRows | null> {
  return {
    forward: () =>
      ops.scope(() => {
        const x = known.x(ops);
        if (!behind || behind.ids.length === behind.promptRows)
          return { x, kept: model.layers.map(() => null) };
        const read = known.rows(ops);
        const keysOf = (layer: number) => ({ k: read(layer, 'k'), v: read(layer, 'v') });
        const steps = forwardBehind(ops, model, weightsOf, behind, keysOf);
        return { x: ops.concat([x, steps.x], 0), kept: steps.layers };
      }),
    traces: () => {
      const attendIn = attentionOver(ops, model.config, layout);
      const read = known.rows(ops);
      return (layer, added) =>
        ops.scope(() => {
          const part = (name: keyof LayerRows) => {
            const rows = read(layer, name);
            return added ? ops.concat([rows, added[name]], 0) : rows;
          };
          const rows: LayerRows = {
            x: part('x'),
            q: part('q'),
            k: part('k'),
            v: part('v'),
            attended: part('attended'),
            middle: part('middle'),
            gate: part('gate'),
            up: part('up'),
          };
          return traceOf(rows, attendIn(layer, rows));
        });
    },
  };
}
