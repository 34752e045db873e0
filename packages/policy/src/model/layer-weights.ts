import type { Compute, RawTensor } from '@echo/backend';
import { type LoraAdapter, type LoraModule, loraOf } from '../lora/adapter.js';
import type { ModelConfig } from '../weights/model-config.js';
import { type CausalLm, type Layer, outputOrder, PROJECTIONS, type Projection } from './causal-lm.js';

/** A linear map as the passes use it: `weight` is [in, out], with the outputs of queries and keys in rotary order. */
export interface LinearWeights {
  readonly weight: RawTensor;
  readonly bias: RawTensor | null;
}

export interface LayerWeights {
  readonly inputNorm: RawTensor;
  readonly postAttentionNorm: RawTensor;
  readonly projections: Readonly<Record<Projection, LinearWeights>>;
}

/** The weights of a layer. */
export type WeightsOf = (layer: number) => LayerWeights;

/** The rows of a module's B, which stand in the checkpoint's order, in that of the map's outputs. */
export function inOutputOrder(
  c: Compute,
  config: ModelConfig,
  projection: Projection,
  b: RawTensor,
): RawTensor {
  const order = outputOrder(config, projection);
  return order ? c.gather(b, c.ints(order)) : b;
}

/** The base model alone: the reference policy. */
export function baseWeights(c: Compute, model: CausalLm): WeightsOf {
  return (layer) => layerWeights(c, model, layer, () => undefined);
}

/** W + scale·(B·A)ᵀ of every adapted map, and all else a layer needs, computed once for all passes until the adapter changes. */
export interface MergedWeights {
  readonly weightsOf: WeightsOf;
  dispose(): void;
}

export function mergeAdapter(c: Compute, model: CausalLm, adapter: LoraAdapter): MergedWeights {
  const made: RawTensor[] = [];
  const dispose = () => {
    for (const tensor of made.splice(0)) c.dispose(tensor);
  };
  const merged = (module: LoraModule) => {
    const tensor = c.keep(c.scope(() => mergedWeight(c, model, adapter, module)));
    made.push(tensor);
    return tensor;
  };
  try {
    const layers = model.layers.map((_, layer) =>
      layerWeights(c, model, layer, (projection) => {
        const module = loraOf(adapter, layer, projection);
        return module && merged(module);
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
  const scaled = c.mul(inOutputOrder(c, model.config, projection, c.borrow(b)), scale);
  return c.add(c.borrow(weight), c.matMul(c.borrow(a), scaled, true, true));
}

function layerWeights(
  c: Compute,
  model: CausalLm,
  layer: number,
  merged: (projection: Projection) => RawTensor | undefined,
): LayerWeights {
  const { inputNorm, postAttentionNorm, projections } = model.layers[layer] as Layer;
  const linear = (projection: Projection): LinearWeights => {
    const { weight, bias } = projections[projection];
    return { weight: merged(projection) ?? c.borrow(weight), bias: bias && c.borrow(bias) };
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
