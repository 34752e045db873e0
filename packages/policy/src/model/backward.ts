import type { RawTensor } from '@echo/compute';
import { architectureOf } from '../architectures/architectures.js';
import { firstAdaptedLayer, type LoraAdapter } from '../lora/adapter.js';
import {
  type AdaptedProjection,
  type LoraContext,
  type LoraGradient,
  loraGradient,
} from '../lora/lora-gradient.js';
import { attentionBackward } from './attention-backward.js';
import type { Projection } from './causal-lm.js';
import { compileLayer } from './compile-layer.js';
import { type LayerPlan, logitRows, planLayers, type SavedForBackward } from './forward.js';
import { activate } from './gated-activation.js';
import type { LayerWeights } from './layer-weights.js';
import { projectBackward } from './linear.js';
import type { PackedBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';
import { headNormBackward, normalize, rmsNormBackward } from './rms-norm.js';

/** What the backward pass starts from. */
export interface BackwardInputs {
  /** The result of the forward pass: the residual stream after the last layer. */
  readonly x: RawTensor;
  /** Returns the saved activations of a layer; called from the last layer to the first that is adapted. */
  readonly restore: (layer: number) => SavedForBackward;
  /** The gradient of the hidden states, [M, C]. */
  readonly dHidden: RawTensor;
}

/**
 * The backward pass: the gradient of each module of the adapter, in their order. The weights of `pass` must
 * be the merged ones of the forward pass.
 */
export function backward(
  { ops, model, weightsOf }: PassContext,
  adapter: LoraAdapter,
  packed: PackedBatch,
  { x, restore, dHidden }: BackwardInputs,
): LoraGradient[] {
  const { config } = model;
  return ops.scope(() => {
    const planOf = planLayers(ops, config, packed, -1);
    const first = firstAdaptedLayer(adapter);
    const gradients: LoraGradient[] = [];
    let dx: RawTensor | null = ops.scope(() => {
      const dNormed = ops.scatterAdd(dHidden, ops.ints(logitRows(packed)), x.shape[0] as number);
      return rmsNormBackward(ops, normalize(ops, x, config.rmsNormEps), ops.fromTensor(model.norm), dNormed);
    });
    const layerGradients = compileLayer(ops, config, packed, (inputs: LayerBackwardInputs) =>
      layerBackward({ ops, config }, inputs),
    );
    for (let layer = config.layers - 1; dx; layer--) {
      const dOut: RawTensor = dx;
      const modules = adapter.modules.filter((module) => module.layer === layer);
      const done = ops.scope(() =>
        layerGradients({
          weights: weightsOf(layer),
          modules: modules.map(({ projection, scale, a, b }) => ({
            projection,
            scale,
            a: ops.fromTensor(a),
            b: ops.fromTensor(b),
          })),
          plan: planOf(layer),
          saved: restore(layer),
          needsInputGradient: layer > first,
          dOut,
        }),
      );
      ops.dispose(dOut);
      modules.forEach((module, i) => {
        gradients[adapter.modules.indexOf(module)] = done.gradients[i] as LoraGradient;
      });
      dx = done.dx;
    }
    return gradients;
  });
}

interface LayerBackwardInputs {
  readonly weights: LayerWeights;
  /** The adapter's modules of this layer. */
  readonly modules: readonly AdaptedProjection[];
  readonly plan: LayerPlan;
  readonly saved: SavedForBackward;
  /** Whether the gradient of the layer's input is needed. */
  readonly needsInputGradient: boolean;
  /** The gradient of the layer's output, [N′, C]. */
  readonly dOut: RawTensor;
}

/**
 * Collector of LoRA gradients: `add` takes the input and the output gradient of a projection, once for each.
 * Scopes return `found`, so that it outlives them.
 */
interface LinearGradients {
  add(projection: Projection, input: RawTensor, dOutput: RawTensor): void;
  readonly found: readonly LoraGradient[];
}

/**
 * The gradients of a layer's input, [N, C], or null where not needed, and of its LoRA modules, from its
 * output's.
 */
function layerBackward(
  context: LoraContext,
  { weights, modules, plan, saved, needsInputGradient, dOut }: LayerBackwardInputs,
): { readonly dx: RawTensor | null; readonly gradients: readonly LoraGradient[] } {
  const { ops, config } = context;
  const { norms, projections: w } = weights;
  const epsilon = config.rmsNormEps;
  const { attention, rope, outputRows } = plan;
  const gradients: LoraGradient[] = [];
  const linear: LinearGradients = {
    found: gradients,
    add: (projection, input, dOutput) => {
      const i = modules.findIndex((module) => module.projection === projection);
      const module = modules[i];
      if (module) gradients[i] = loraGradient(context, module, { x: input, dy: dOutput });
    },
  };
  const { x, residMid, attnOut, qUnnormed, kUnnormed, attnProjected, mlpProjected } = saved;
  const throughProjection = (projection: Projection, dy: RawTensor) =>
    projectBackward(ops, dy, w[projection]);
  const throughNorm = (before: RawTensor | null, gain: RawTensor | undefined, dy: RawTensor) =>
    before && gain ? rmsNormBackward(ops, normalize(ops, before, epsilon), gain, dy) : dy;
  const throughHeadNorm = (before: RawTensor | null, gain: RawTensor | undefined, dy: RawTensor) =>
    before && gain ? headNormBackward(ops, { x: before, dy }, gain, epsilon) : dy;

  const { dResidMid } = ops.scope(() => {
    const h = normalize(ops, residMid, epsilon);
    const dMlp = throughNorm(mlpProjected, norms.afterMlp, dOut);
    const { dGate, dUp } = mlpBackward(context, saved, dMlp, { linear, throughProjection });
    const normed = ops.mul(h.rows, norms.beforeMlp);
    linear.add('gate_proj', normed, dGate);
    linear.add('up_proj', normed, dUp);
    const dh = ops.add(throughProjection('gate_proj', dGate), throughProjection('up_proj', dUp));
    return { dResidMid: ops.add(dOut, rmsNormBackward(ops, h, norms.beforeMlp, dh)), found: linear.found };
  });

  const dAttnProjected = throughNorm(attnProjected, norms.afterAttention, dResidMid);
  linear.add('o_proj', attnOut, dAttnProjected);
  const dAttention = attentionBackward(ops, config, {
    plan: attention,
    saved: saved.attention,
    dAttnOut: throughProjection('o_proj', dAttnProjected),
  });
  const dq = throughHeadNorm(qUnnormed, norms.query, ops.applyRope(dAttention.dq, rope.queries));
  const dk = throughHeadNorm(kUnnormed, norms.key, ops.applyRope(dAttention.dk, rope.keys));

  const h = normalize(ops, x, epsilon);
  const normed = ops.mul(h.rows, norms.beforeAttention);
  linear.add('q_proj', outputRows ? ops.gather(normed, outputRows) : normed, dq);
  linear.add('k_proj', normed, dk);
  linear.add('v_proj', normed, dAttention.dv);
  if (!needsInputGradient) return { dx: null, gradients };
  const toAllRows = (rows: RawTensor) =>
    outputRows ? ops.scatterAdd(rows, outputRows, x.shape[0] as number) : rows;
  const dh = ops.add(
    toAllRows(throughProjection('q_proj', dq)),
    ops.add(throughProjection('k_proj', dk), throughProjection('v_proj', dAttention.dv)),
  );
  const dNormed = rmsNormBackward(ops, h, norms.beforeAttention, dh);
  return { dx: ops.add(toAllRows(dResidMid), dNormed), gradients };
}

/** How the MLP's backward pass goes through its projections. */
interface MlpProjections {
  readonly linear: LinearGradients;
  readonly throughProjection: (projection: Projection, dy: RawTensor) => RawTensor;
}

/** The gradients of the MLP's gate and up projections. */
function mlpBackward(
  { ops, config }: LoraContext,
  { gate, up }: SavedForBackward,
  dOut: RawTensor,
  { linear, throughProjection }: MlpProjections,
): { readonly dGate: RawTensor; readonly dUp: RawTensor } {
  return ops.scope(() => {
    const active = activate(ops, architectureOf(config).activation, gate);
    linear.add('down_proj', ops.mul(active.value, up), dOut);
    const dProduct = throughProjection('down_proj', dOut);
    const dGate = ops.mul(ops.mul(dProduct, up), active.derivative());
    return { dGate, dUp: ops.mul(dProduct, active.value), found: linear.found };
  });
}
