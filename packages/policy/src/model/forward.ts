import type { RawTensor, TensorOps } from '@echo/compute';
import { packedAttention, type SavedAttention } from './attention-contexts.js';
import { type AttentionMasks, attentionMasks } from './attention-masks.js';
import { type AttentionPlan, outputRowIndices, planAttention } from './attention-plan.js';
import type { CausalLm } from './causal-lm.js';
import { compileLayer } from './compile-layer.js';
import { decoderLayer, type LayerActivations } from './decoder-layer.js';
import { embed } from './embed.js';
import { byKind, byLast, byLocality, hidingWindow } from './layer-kinds.js';
import type { LayerWeights } from './layer-weights.js';
import type { ModelConfig } from './model-config.js';
import type { PackedBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';
import { rmsNorm } from './rms-norm.js';
import { type RopeTables, ropeTables } from './rotary.js';
import { type LayerResult, runLayers } from './run-layers.js';

/** The indices and RoPE tables that a packed batch needs in a layer. */
export interface LayerPlan {
  readonly attention: AttentionPlan;
  readonly rope: RopeTables;
  /** The output rows, in the last layer; null for all. */
  readonly outputRows: RawTensor | null;
}

/** Activations of a layer saved for its backward pass. */
export interface SavedForBackward extends Omit<LayerActivations, 'q' | 'k' | 'v'> {
  readonly attention: SavedAttention;
}

/**
 * The plan of each layer. The last layer has only the output rows that predict tokens. `direction` −1 rotates
 * gradients back.
 */
export function planLayers(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
  direction: 1 | -1 = 1,
): (layer: number) => LayerPlan {
  const rowsOf = byLast(config, (last) => {
    const outputRows = last ? outputRowIndices(packed) : null;
    const { positions: keys } = packed;
    const queries = outputRows ? outputRows.map((row) => keys[row] as number) : keys;
    return {
      attention: planAttention(ops, config, packed, last),
      outputRows: outputRows && ops.ints(outputRows),
      rope: byLocality(config, (local) => ropeTables(ops, config, { queries, keys }, { direction, local })),
    };
  });
  return (layer) => {
    const { rope, ...rows } = rowsOf(layer);
    return { ...rows, rope: rope(layer) };
  };
}

/** The attention masks of each layer; local layers have others where their window hides something. */
export function masksByLayer(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
): (layer: number) => AttentionMasks {
  const positions = 1 + packed.positions.reduce((most, position) => Math.max(most, position), 0);
  const hides = Number.isFinite(hidingWindow(config, positions));
  return byKind(hides ? config : { ...config, local: null }, (kind) =>
    attentionMasks(ops, config, packed, kind),
  );
}

/** The saved attention of each layer, from cached activations. Tensors belong to the enclosing scope. */
export function attentionByLayer(
  ops: TensorOps,
  config: ModelConfig,
  packed: PackedBatch,
): (layer: number, inputs: AttentionInputs) => SavedAttention {
  const planOf = planLayers(ops, config, packed);
  const masksOf = masksByLayer(ops, config, packed);
  const runAttention = compileLayer(
    ops,
    config,
    packed,
    ({ plan, masks, inputs }: { plan: LayerPlan; masks: AttentionMasks; inputs: AttentionInputs }) =>
      packedAttention(
        ops,
        config,
        { plan: plan.attention, masks },
        inputs.attnOut,
      )(inputs.q, inputs.k, inputs.v).saved,
  );
  return (layer, { q, k, v, attnOut }) =>
    runAttention({ plan: planOf(layer), masks: masksOf(layer), inputs: { q, k, v, attnOut } });
}

type AttentionInputs = Pick<LayerActivations, 'q' | 'k' | 'v' | 'attnOut'>;

/** Activations of a layer and its saved attention. */
interface LayerPass {
  readonly activations: LayerActivations;
  readonly attention: SavedAttention;
}

/**
 * A function that runs one layer over a packed batch, from its input [N, C] to its output [N′, C].
 * It also returns what `keep` selects of the layer's activations. Tensors belong to the enclosing scope.
 */
export function layerRunner<T>(
  { ops, model, weightsOf }: PassContext,
  packed: PackedBatch,
  keep: (passed: LayerPass) => T,
): (layer: number, x: RawTensor) => LayerResult<T> {
  const { config } = model;
  const planOf = planLayers(ops, config, packed);
  const masksOf = masksByLayer(ops, config, packed);
  const runLayer = compileLayer(ops, config, packed, ({ weights, plan, masks, x }: LayerInputs) => {
    const attention = packedAttention(ops, config, { plan: plan.attention, masks });
    const { rope, outputRows } = plan;
    const { out, activations, saved } = decoderLayer(
      ops,
      config,
      { weights, rope, outputRows, attention },
      x,
    );
    return { out, kept: keep({ activations, attention: saved }) };
  });
  return (layer, x) => runLayer({ weights: weightsOf(layer), plan: planOf(layer), masks: masksOf(layer), x });
}

interface LayerInputs {
  readonly weights: LayerWeights;
  readonly plan: LayerPlan;
  readonly masks: AttentionMasks;
  readonly x: RawTensor;
}

/** The activations that a layer's backward pass needs. */
export function savedFor(
  { q, k, v, ...activations }: LayerActivations,
  attention: SavedAttention,
): SavedForBackward {
  return { ...activations, attention };
}

/**
 * The forward pass over a packed batch: the residual stream after the last layer, [N′, C], of each prompt's
 * last token, then of all steps. `keep` selects the activations of each layer to return; all others are
 * freed.
 */
export function forward<T>(
  pass: PassContext,
  packed: PackedBatch,
  keep: (passed: LayerPass) => T,
): { readonly x: RawTensor; readonly kept: T[] } {
  return forwardBy(pass, packed, () => layerRunner(pass, packed, keep));
}

/** The same, with null in place of what is kept of a layer before `first`. */
export function forwardKeepingFrom<T>(
  pass: PassContext,
  packed: PackedBatch,
  keep: (passed: LayerPass) => T,
  first: number,
): { readonly x: RawTensor; readonly kept: (T | null)[] } {
  return forwardBy<T | null>(pass, packed, () => {
    const runLayer = layerRunner(pass, packed, keep);
    const runOnly = layerRunner(pass, packed, () => null);
    return (layer, x) => (layer < first ? runOnly(layer, x) : runLayer(layer, x));
  });
}

function forwardBy<T>(
  { ops, model }: PassContext,
  packed: PackedBatch,
  runnerOf: () => (layer: number, x: RawTensor) => LayerResult<T>,
): { readonly x: RawTensor; readonly kept: T[] } {
  return ops.scope(() => runLayers(ops, model.config.layers, embed(ops, model, packed.ids), runnerOf()));
}

/**
 * The row of `forward`'s result that predicts each token of each completion: [M], one continuation after
 * another.
 */
export function logitRows(packed: PackedBatch): Int32Array {
  const skipped = packed.promptRows - packed.prompts;
  const rows = packed.continuations.flatMap(({ lengths, starts, groupSize }) =>
    lengths.flatMap((length, i) =>
      Array.from({ length }, (_, t) =>
        t === 0 ? Math.floor(i / groupSize) : (starts[i] as number) + t - 1 - skipped,
      ),
    ),
  );
  return Int32Array.from(rows);
}

/** The final norm of the residual stream, which the head reads: [N, C]. */
export function finalNorm(ops: TensorOps, model: CausalLm, x: RawTensor): RawTensor {
  return rmsNorm(ops, x, ops.fromTensor(model.norm), model.config.rmsNormEps);
}

/**
 * Hidden states after the final norm that predict each token of each completion: [M, C] over all
 * continuations.
 */
export function hiddenStates(pass: PassContext, packed: PackedBatch): RawTensor {
  const { ops, model } = pass;
  return ops.scope(() => {
    const { x } = forward(pass, packed, () => null);
    return ops.gather(finalNorm(ops, model, x), ops.ints(logitRows(packed)));
  });
}
