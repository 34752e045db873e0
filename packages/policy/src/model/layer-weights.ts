import type { Compute, RawTensor } from '@echo/backend';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LoraAdapter, type LoraModule, loraOf } from '../lora/adapter.js';
import type { ModelConfig } from '../weights/model-config.js';
import { type CausalLm, type Layer, PROJECTIONS, type Projection } from './causal-lm.js';
import { rotaryOrder } from './rotary.js';

/** A linear map as the passes use it: `weight` is [out, in], with the outputs of queries and keys in rotary order. */
export interface LinearWeights {
  readonly weight: RawTensor;
  readonly bias: RawTensor | null;
}

export interface LayerWeights {
  readonly inputNorm: RawTensor;
  readonly postAttentionNorm: RawTensor;
  readonly projections: Readonly<Record<Projection, LinearWeights>>;
}

/** The weights of a layer. What it makes belongs to the scope it is called in. */
export type WeightsOf = (layer: number) => LayerWeights;

/** The order of this map's outputs, where it is not the checkpoint's. */
export function outputOrder(config: ModelConfig, projection: Projection): Int32Array | null {
  if (projection === 'q_proj') return rotaryOrder(config.heads, config.headDim);
  if (projection === 'k_proj') return rotaryOrder(config.keyValueHeads, config.headDim);
  return null;
}

/** Rows of a matrix, or entries of a bias, in the order of this map's outputs. */
export function inOutputOrder(
  c: Compute,
  config: ModelConfig,
  projection: Projection,
  x: RawTensor,
): RawTensor {
  const order = outputOrder(config, projection);
  return order ? c.gather(x, c.ints(order)) : x;
}

/** The base model alone: the reference policy. */
export function baseWeights(c: Compute, model: CausalLm): WeightsOf {
  return (layer) =>
    layerWeights(
      c,
      model,
      layer,
      (compute) => c.scope(compute),
      () => undefined,
    );
}

/** W + scale·B·A of every adapted map, and all else a layer needs, computed once for all passes until the adapter changes. */
export interface MergedWeights {
  readonly weightsOf: WeightsOf;
  dispose(): void;
}

export function mergeAdapter(c: Compute, model: CausalLm, adapter: LoraAdapter): MergedWeights {
  const made: RawTensor[] = [];
  const make: Make = (compute) => {
    const tensor = c.keep(c.scope(compute));
    made.push(tensor);
    return tensor;
  };
  const dispose = () => {
    for (const tensor of made.splice(0)) c.dispose(tensor);
  };
  try {
    const layers = model.layers.map((_, layer) =>
      layerWeights(c, model, layer, make, (projection) => {
        const module = loraOf(adapter, layer, projection);
        return module && make(() => mergedWeight(c, model, adapter, module));
      }),
    );
    return { weightsOf: (layer) => layers[layer] as LayerWeights, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

function mergedWeight(
  c: Compute,
  model: CausalLm,
  { scale }: LoraAdapter,
  { layer, projection, a, b }: LoraModule,
): RawTensor {
  const { weight } = (model.layers[layer] as Layer).projections[projection];
  const change = c.matMul(c.mul(c.borrow(b), scale), c.borrow(a));
  return inOutputOrder(c, model.config, projection, c.add(c.borrow(weight), change));
}

/** Computes a tensor and decides how long it lives. */
type Make = (compute: () => RawTensor) => RawTensor;

function layerWeights(
  c: Compute,
  model: CausalLm,
  layer: number,
  make: Make,
  merged: (projection: Projection) => RawTensor | undefined,
): LayerWeights {
  const { inputNorm, postAttentionNorm, projections } = model.layers[layer] as Layer;
  const linear = (projection: Projection): LinearWeights => {
    const { weight, bias } = projections[projection];
    const ordered = (x: Tensor) =>
      outputOrder(model.config, projection)
        ? make(() => inOutputOrder(c, model.config, projection, c.borrow(x)))
        : c.borrow(x);
    return { weight: merged(projection) ?? ordered(weight), bias: bias && ordered(bias) };
  };
  return {
    inputNorm: c.borrow(inputNorm),
    postAttentionNorm: c.borrow(postAttentionNorm),
    projections: Object.fromEntries(PROJECTIONS.map((p) => [p, linear(p)])) as Record<
      Projection,
      LinearWeights
    >,
  };
}
