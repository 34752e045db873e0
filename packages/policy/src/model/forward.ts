import { type RawTensor, type TensorOps, treeLeaves } from '@echo/backend';
import type { ModelConfig } from '../weights/model-config.js';
import { type AttentionTrace, attend } from './attention.js';
import {
  type AttentionMasks,
  type AttentionPlan,
  attentionMasks,
  planAttention,
  rowsThatGoOn,
} from './attention-plan.js';
import type { CausalLm } from './causal-lm.js';
import { decoderLayer, type LayerRows } from './decoder-layer.js';
import type { GroupLayout } from './group-layout.js';
import type { LayerWeights, WeightsOf } from './layer-weights.js';
import { rmsNorm } from './rms-norm.js';
import { type Rotations, rotationsAt } from './rotary.js';
import { stageLayer } from './stage-layer.js';

/** What the rows of a layout need in a layer. */
export interface LayerPlan {
  readonly attention: AttentionPlan;
  readonly rotations: Rotations;
  /** Rows that go on, in the last layer; null for all. */
  readonly goingOn: RawTensor | null;
}

/** Everything the backward pass of a layer takes from the forward pass. */
export interface Trace extends Omit<LayerRows, 'q' | 'k' | 'v'> {
  readonly attention: AttentionTrace;
}

/** The plan of a layer: in the last one, only rows whose next token is asked for go on. `direction` −1 turns gradients back. */
export function planLayers(
  ops: TensorOps,
  config: ModelConfig,
  layout: GroupLayout,
  direction: 1 | -1 = 1,
): (layer: number) => LayerPlan {
  const plan = (last: boolean): LayerPlan => {
    const goingOn = last ? rowsThatGoOn(layout) : null;
    const { positions: keys } = layout;
    const queries = goingOn ? goingOn.map((row) => keys[row] as number) : keys;
    return {
      attention: planAttention(ops, config, layout, last),
      rotations: rotationsAt(ops, config, { queries, keys }, direction),
      goingOn: goingOn && ops.ints(goingOn),
    };
  };
  return byLayer(config, plan);
}

/** Makes what the last layer needs, and what all others do, once. */
function byLayer<T>({ layers }: ModelConfig, make: (last: boolean) => T): (layer: number) => T {
  const last = make(true);
  const inner = layers > 1 ? make(false) : last;
  return (layer) => (layer < layers - 1 ? inner : last);
}

/** The attention of each layer, from rows whose result is known already. What is made belongs to the scope around. */
export function attentionOver(
  ops: TensorOps,
  config: ModelConfig,
  layout: GroupLayout,
): (layer: number, rows: AttentionRows) => AttentionTrace {
  const planOf = planLayers(ops, config, layout);
  const masksOf = byLayer(config, (last) => attentionMasks(ops, config, layout, last));
  const over = stageLayer(
    ops,
    config,
    layout,
    ({ plan, masks, rows }: { plan: LayerPlan; masks: AttentionMasks; rows: AttentionRows }) =>
      attend(ops, config, plan.attention, masks, rows.q, rows.k, rows.v, rows.attended).trace,
  );
  return (layer, { q, k, v, attended }) =>
    over({ plan: planOf(layer), masks: masksOf(layer), rows: { q, k, v, attended } });
}

type AttentionRows = Pick<LayerRows, 'q' | 'k' | 'v' | 'attended'>;

/** What a layer computed on the way from what came in. */
interface Passed {
  readonly rows: LayerRows;
  readonly attention: AttentionTrace;
}

/**
 * The layers of a pass over a layout, one by one, from what comes into a layer, [N, C], to what it puts out, [N′, C], and what `keep` takes of what it
 * computed. What is made belongs to the scope around.
 */
export function layersOver<T>(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  keep: (passed: Passed) => T,
): (layer: number, x: RawTensor) => { readonly out: RawTensor; readonly kept: T } {
  const { config } = model;
  const planOf = planLayers(ops, config, layout);
  const masksOf = byLayer(config, (last) => attentionMasks(ops, config, layout, last));
  const through = stageLayer(ops, config, layout, ({ weights, plan, masks, x }: ThroughLayer) => {
    const { out, rows, trace } = decoderLayer(
      ops,
      config,
      weights,
      plan.rotations,
      (q, k, v) => attend(ops, config, plan.attention, masks, q, k, v),
      plan.goingOn,
      x,
    );
    return { out, kept: keep({ rows, attention: trace }) };
  });
  return (layer, x) => through({ weights: weightsOf(layer), plan: planOf(layer), masks: masksOf(layer), x });
}

interface ThroughLayer {
  readonly weights: LayerWeights;
  readonly plan: LayerPlan;
  readonly masks: AttentionMasks;
  readonly x: RawTensor;
}

export function traceOf({ x, attended, middle, gate, up }: LayerRows, attention: AttentionTrace): Trace {
  return { x, attended, middle, gate, up, attention };
}

/**
 * The residual stream behind the last layer, [N′, C]: of each prompt's last token, then of all steps. Every prompt is computed once.
 * `keep` says what of a layer is to survive it; it is freed with the scope around.
 */
export function forward<T>(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  keep: (passed: Passed) => T,
): { x: RawTensor; kept: T[] } {
  return ops.scope(() => {
    const through = layersOver(ops, model, weightsOf, layout, keep);
    const kept: T[] = [];
    let x = ops.scope(() => ops.gather(ops.fromTensor(model.embedding), ops.ints(layout.ids)));
    for (let layer = 0; layer < model.config.layers; layer++) {
      const done = through(layer, x);
      kept.push(done.kept);
      if (!treeLeaves(done.kept).includes(x)) ops.dispose(x);
      x = done.out;
    }
    return { x, kept };
  });
}

/** For each token of each completion, which row of `forward`'s result predicts it: [M], branch by branch. */
export function predictingRows(layout: GroupLayout): Int32Array {
  const dropped = layout.promptRows - layout.prompts;
  const rows = layout.branches.flatMap(({ lengths, starts, groupSize }) =>
    lengths.flatMap((length, i) =>
      Array.from({ length }, (_, t) =>
        t === 0 ? Math.floor(i / groupSize) : (starts[i] as number) + t - 1 - dropped,
      ),
    ),
  );
  return Int32Array.from(rows);
}

/** The normed states that the head reads, [N, C]. */
export function finalNorm(ops: TensorOps, model: CausalLm, x: RawTensor): RawTensor {
  return rmsNorm(ops, x, ops.fromTensor(model.norm), model.config.rmsNormEps);
}

/** The normed state that predicts each token of each completion, [M, C] over all branches. */
export function hiddenStates(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
): RawTensor {
  return ops.scope(() => {
    const { x } = forward(ops, model, weightsOf, layout, () => null);
    return ops.gather(finalNorm(ops, model, x), ops.ints(predictingRows(layout)));
  });
}
