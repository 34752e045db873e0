import type { Compute, RawTensor } from '@echo/backend';
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
  c: Compute,
  model: CausalLm,
  adapter: LoraAdapter,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  x: RawTensor,
  takeTrace: (layer: number) => Trace,
  dHidden: RawTensor,
): LoraGradient[] {
  const { config } = model;
  return c.scope(() => {
    const planOf = planLayers(c, config, layout, -1);
    const gradients: LoraGradient[] = [];
    let dx: RawTensor | null = c.scope(() => {
      const dNormed = c.scatterAdd(dHidden, c.ints(predictingRows(layout)), x.shape[0] as number);
      return rmsNormBackward(c, normalize(c, x, config.rmsNormEps), c.borrow(model.norm), dNormed);
    });
    const through = stageLayer(c, config, layout, (inputs: BackThroughLayer) =>
      layerBackward(c, config, adapter, inputs),
    );
    for (let layer = config.layers - 1; dx; layer--) {
      const dOut: RawTensor = dx;
      const modules = adapter.modules.filter((module) => module.layer === layer);
      const done = c.scope(() =>
        through({
          weights: weightsOf(layer),
          modules: modules.map(({ projection, a, b }) => ({ projection, a: c.borrow(a), b: c.borrow(b) })),
          plan: planOf(layer),
          trace: takeTrace(layer),
          wanted: layer > 0,
          dOut,
        }),
      );
      c.dispose(dOut);
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
  c: Compute,
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
      if (module) gradients[i] = loraGradient(c, config, adapter, module, input, dOutput);
    },
  };
  const { x, middle, attended } = trace;
  const back = (projection: Projection, dy: RawTensor) => c.matMul(dy, w[projection].weight, false, true);

  const { dMiddle } = c.scope(() => {
    const h = normalize(c, middle, config.rmsNormEps);
    const { dGate, dUp } = mlpBackward(c, trace, linear, back, dOut);
    const gained = c.mul(h.rows, postAttentionNorm);
    linear.add('gate_proj', gained, dGate);
    linear.add('up_proj', gained, dUp);
    const dh = c.add(back('gate_proj', dGate), back('up_proj', dUp));
    return { dMiddle: c.add(dOut, rmsNormBackward(c, h, postAttentionNorm, dh)), found: linear.found };
  });

  linear.add('o_proj', attended, dMiddle);
  const turned = attendBackward(c, config, attention, trace.attention, back('o_proj', dMiddle));
  const dq = c.rotate(turned.dq, rotations.queries);
  const dk = c.rotate(turned.dk, rotations.keys);

  const h = normalize(c, x, config.rmsNormEps);
  const gained = c.mul(h.rows, inputNorm);
  linear.add('q_proj', goingOn ? c.gather(gained, goingOn) : gained, dq);
  linear.add('k_proj', gained, dk);
  linear.add('v_proj', gained, turned.dv);
  if (!wanted) return { dx: null, gradients };
  const everywhere = (rows: RawTensor) =>
    goingOn ? c.scatterAdd(rows, goingOn, x.shape[0] as number) : rows;
  const dh = c.add(everywhere(back('q_proj', dq)), c.add(back('k_proj', dk), back('v_proj', turned.dv)));
  return { dx: c.add(everywhere(dMiddle), rmsNormBackward(c, h, inputNorm, dh)), gradients };
}

/** With s = sigmoid(gate): silu′ = s·(1 + gate·(1 − s)). */
function mlpBackward(
  c: Compute,
  { gate, up }: Trace,
  linear: LinearGradients,
  back: (projection: Projection, dy: RawTensor) => RawTensor,
  dOut: RawTensor,
): { readonly dGate: RawTensor; readonly dUp: RawTensor } {
  return c.scope(() => {
    const s = c.sigmoid(gate);
    const active = c.mul(gate, s);
    linear.add('down_proj', c.mul(active, up), dOut);
    const dProduct = back('down_proj', dOut);
    const slope = c.add(s, c.sub(active, c.mul(active, s)));
    const dGate = c.mul(c.mul(dProduct, up), slope);
    return { dGate, dUp: c.mul(dProduct, active), found: linear.found };
  });
}

/**
 * With W′ᵀ = Wᵀ + s·B·A and G = dyᵀ·x: dB = s·G·Aᵀ and dA = s·Bᵀ·G. G is the cheaper way only where the rank is high for the width;
 * else dB = s·dyᵀ·(x·Aᵀ) and dA = s·(dy·B)ᵀ·x.
 */
function loraGradient(
  c: Compute,
  config: ModelConfig,
  adapter: LoraAdapter,
  { projection, a: A, b }: AdaptedMap,
  x: RawTensor,
  dy: RawTensor,
): LoraGradient {
  const [out, input] = projectionShape(config, projection);
  const order = outputOrder(config, projection);
  return c.scope(() => {
    const B = c.mul(inOutputOrder(c, config, projection, b), adapter.scale);
    const unordered = (dB: RawTensor) => (order ? c.gather(dB, c.ints(inverseOrder(order))) : dB);
    if (2 * adapter.config.rank * (out + input) > out * input) {
      const G = c.matMul(dy, x, true);
      const dB = c.mul(c.matMul(G, A, false, true), adapter.scale);
      return { a: c.matMul(B, G, true), b: unordered(dB) };
    }
    const dB = c.mul(c.matMul(dy, c.matMul(x, A, false, true), true), adapter.scale);
    return { a: c.matMul(c.matMul(dy, B), x, true), b: unordered(dB) };
  });
}
