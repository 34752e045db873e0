import type { RawTensor, TensorOps } from '@echo/backend';
import type { LoraAdapter } from '../lora/adapter.js';
import type { ModelConfig } from '../weights/model-config.js';
import { attendBackward } from './attention.js';
import { type CausalLm, outputOrder, type Projection, projectionShape } from './causal-lm.js';
import { type LayerPlan, planLayers, predictingRows, type Trace } from './forward.js';
import type { GroupLayout } from './group-layout.js';
import { inOutputOrder, type LayerWeights, type WeightsOf } from './layer-weights.js';
import { normalize, rmsNormBackward } from './rms-norm.js';
import { inverseOrder } from './rotary.js';
import { stageLayer } from './stage-layer.js';

/** The gradient in one module of the adapter: that in `a` is [R, in], that in `b` [out, R]. */
export interface LoraGradient {
  readonly a: RawTensor;
  readonly b: RawTensor;
}

/**
 * The gradient in each module of the adapter, in their order, from that in the hidden states, [M, C]. `weightsOf` must be the merged weights of the
 * forward pass and `x` its result; `takeTrace` hands over the trace of a layer, from the last to the first.
 */
export function backward(
  ops: TensorOps,
  model: CausalLm,
  adapter: LoraAdapter,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  x: RawTensor,
  takeTrace: (layer: number) => Trace,
  dHidden: RawTensor,
): LoraGradient[] {
  const { config } = model;
  return ops.scope(() => {
    const planOf = planLayers(ops, config, layout, -1);
    const gradients: LoraGradient[] = [];
    let dx: RawTensor | null = ops.scope(() => {
      const dNormed = ops.scatterAdd(dHidden, ops.ints(predictingRows(layout)), x.shape[0] as number);
      return rmsNormBackward(ops, normalize(ops, x, config.rmsNormEps), ops.fromTensor(model.norm), dNormed);
    });
    const through = stageLayer(ops, config, layout, (inputs: BackThroughLayer) =>
      layerBackward(ops, config, adapter, inputs),
    );
    for (let layer = config.layers - 1; dx; layer--) {
      const dOut: RawTensor = dx;
      const modules = adapter.modules.filter((module) => module.layer === layer);
      const done = ops.scope(() =>
        through({
          weights: weightsOf(layer),
          modules: modules.map(({ projection, a, b }) => ({
            projection,
            a: ops.fromTensor(a),
            b: ops.fromTensor(b),
          })),
          plan: planOf(layer),
          trace: takeTrace(layer),
          wanted: layer > 0,
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

interface BackThroughLayer {
  readonly weights: LayerWeights;
  /** Those of the layer. */
  readonly modules: readonly AdaptedMap[];
  readonly plan: LayerPlan;
  readonly trace: Trace;
  /** Whether anybody asks for the gradient in what came in. */
  readonly wanted: boolean;
  /** The gradient in what the layer put out, [N′, C]. */
  readonly dOut: RawTensor;
}

/** A module of the adapter: A [R, in] and B [out, R]. */
interface AdaptedMap {
  readonly projection: Projection;
  readonly a: RawTensor;
  readonly b: RawTensor;
}

/** Takes the input and the gradient in the output of each linear map, once. Scopes return `found`, so that it outlives them. */
interface LinearGradients {
  add(projection: Projection, input: RawTensor, dOutput: RawTensor): void;
  readonly found: readonly LoraGradient[];
}

/** From the gradient in what a layer put out, [N′, C], to that in what came in, [N, C], null when nobody asks for it, and in each module. */
function layerBackward(
  ops: TensorOps,
  config: ModelConfig,
  adapter: LoraAdapter,
  { weights, modules, plan, trace, wanted, dOut }: BackThroughLayer,
): { readonly dx: RawTensor | null; readonly gradients: readonly LoraGradient[] } {
  const { inputNorm, postAttentionNorm, projections: w } = weights;
  const { attention, rotations, goingOn } = plan;
  const gradients: LoraGradient[] = [];
  const linear: LinearGradients = {
    found: gradients,
    add: (projection, input, dOutput) => {
      const i = modules.findIndex((module) => module.projection === projection);
      const module = modules[i];
      if (module) gradients[i] = loraGradient(ops, config, adapter, module, input, dOutput);
    },
  };
  const { x, middle, attended } = trace;
  const back = (projection: Projection, dy: RawTensor) => ops.matMul(dy, w[projection].weight, false, true);

  const { dMiddle } = ops.scope(() => {
    const h = normalize(ops, middle, config.rmsNormEps);
    const { dGate, dUp } = mlpBackward(ops, trace, linear, back, dOut);
    const gained = ops.mul(h.rows, postAttentionNorm);
    linear.add('gate_proj', gained, dGate);
    linear.add('up_proj', gained, dUp);
    const dh = ops.add(back('gate_proj', dGate), back('up_proj', dUp));
    return { dMiddle: ops.add(dOut, rmsNormBackward(ops, h, postAttentionNorm, dh)), found: linear.found };
  });

  linear.add('o_proj', attended, dMiddle);
  const turned = attendBackward(ops, config, attention, trace.attention, back('o_proj', dMiddle));
  const dq = ops.applyRope(turned.dq, rotations.queries);
  const dk = ops.applyRope(turned.dk, rotations.keys);

  const h = normalize(ops, x, config.rmsNormEps);
  const gained = ops.mul(h.rows, inputNorm);
  linear.add('q_proj', goingOn ? ops.gather(gained, goingOn) : gained, dq);
  linear.add('k_proj', gained, dk);
  linear.add('v_proj', gained, turned.dv);
  if (!wanted) return { dx: null, gradients };
  const everywhere = (rows: RawTensor) =>
    goingOn ? ops.scatterAdd(rows, goingOn, x.shape[0] as number) : rows;
  const dh = ops.add(everywhere(back('q_proj', dq)), ops.add(back('k_proj', dk), back('v_proj', turned.dv)));
  return { dx: ops.add(everywhere(dMiddle), rmsNormBackward(ops, h, inputNorm, dh)), gradients };
}

/** With s = sigmoid(gate): silu′ = s·(1 + gate·(1 − s)). */
function mlpBackward(
  ops: TensorOps,
  { gate, up }: Trace,
  linear: LinearGradients,
  back: (projection: Projection, dy: RawTensor) => RawTensor,
  dOut: RawTensor,
): { readonly dGate: RawTensor; readonly dUp: RawTensor } {
  return ops.scope(() => {
    const s = ops.sigmoid(gate);
    const active = ops.mul(gate, s);
    linear.add('down_proj', ops.mul(active, up), dOut);
    const dProduct = back('down_proj', dOut);
    const slope = ops.add(s, ops.sub(active, ops.mul(active, s)));
    const dGate = ops.mul(ops.mul(dProduct, up), slope);
    return { dGate, dUp: ops.mul(dProduct, active), found: linear.found };
  });
}

/**
 * With W′ᵀ = Wᵀ + s·B·A and G = dyᵀ·x: dB = s·G·Aᵀ and dA = s·Bᵀ·G. G is the cheaper way only where the rank is high for the width;
 * else dB = s·dyᵀ·(x·Aᵀ) and dA = s·(dy·B)ᵀ·x.
 */
function loraGradient(
  ops: TensorOps,
  config: ModelConfig,
  adapter: LoraAdapter,
  { projection, a: A, b }: AdaptedMap,
  x: RawTensor,
  dy: RawTensor,
): LoraGradient {
  const [out, input] = projectionShape(config, projection);
  const order = outputOrder(config, projection);
  return ops.scope(() => {
    const B = ops.mul(inOutputOrder(ops, config, projection, b), adapter.scale);
    const unordered = (dB: RawTensor) => (order ? ops.gather(dB, ops.ints(inverseOrder(order))) : dB);
    if (2 * adapter.config.rank * (out + input) > out * input) {
      const G = ops.matMul(dy, x, true);
      const dB = ops.mul(ops.matMul(G, A, false, true), adapter.scale);
      return { a: ops.matMul(B, G, true), b: unordered(dB) };
    }
    const dB = ops.mul(ops.matMul(dy, ops.matMul(x, A, false, true), true), adapter.scale);
    return { a: ops.matMul(ops.matMul(dy, B), x, true), b: unordered(dB) };
  });
}
