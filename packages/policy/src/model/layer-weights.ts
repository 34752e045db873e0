import type { RawTensor, TensorOps } from '@echo/backend';
import { type LoraAdapter, type LoraModule, loraOf } from '../lora/adapter.js';
import type { ModelConfig } from '../weights/model-config.js';
import { type CausalLm, type Layer, outputOrder, PROJECTIONS, type Projection } from './causal-lm.js';

/** A linear projection: `weight` is [in, out], with the outputs of queries and keys in rotary order. */
export interface LinearWeights {
  readonly weight: RawTensor;
  readonly bias: RawTensor | null;
}

/** The weights of a layer. */
export interface LayerWeights {
  readonly inputNorm: RawTensor;
  readonly postAttentionNorm: RawTensor;
  readonly projections: Readonly<Record<Projection, LinearWeights>>;
}

/** The weights of each layer, by its index. */
export type WeightsOf = (layer: number) => LayerWeights;

/**
 * The rows of a LoRA module's B, reordered from the checkpoint's order to that of the projection's outputs.
 */
export function inOutputOrder(
  ops: TensorOps,
  config: ModelConfig,
  projection: Projection,
  b: RawTensor,
): RawTensor {
  const order = outputOrder(config, projection);
  return order ? ops.gather(b, ops.ints(order)) : b;
}

/** The weights of the base model alone, without an adapter. */
export function baseWeights(ops: TensorOps, model: CausalLm): WeightsOf {
  return (layer) => layerWeights(ops, model, layer, () => undefined);
}

/** The weights of the base model with an adapter merged in: W + scale·(B·A)ᵀ of every adapted projection. */
export interface MergedWeights {
  readonly weightsOf: WeightsOf;
  dispose(): void;
}

/** Merges an adapter into the base model. The caller disposes the result. */
export function mergeAdapter(ops: TensorOps, model: CausalLm, adapter: LoraAdapter): MergedWeights {
  const made: RawTensor[] = [];
  const dispose = () => {
    for (const tensor of made.splice(0)) ops.dispose(tensor);
  };
  const merged = (module: LoraModule) => {
    const tensor = ops.keep(ops.scope(() => mergedWeight(ops, model, adapter, module)));
    made.push(tensor);
    return tensor;
  };
  try {
    const layers = model.layers.map((_, layer) =>
      layerWeights(ops, model, layer, (projection) => {
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
  ops: TensorOps,
  model: CausalLm,
  { scale }: LoraAdapter,
  { layer, projection, a, b }: LoraModule,
): RawTensor {
  const { weight } = (model.layers[layer] as Layer).projections[projection];
  const scaled = ops.mul(inOutputOrder(ops, model.config, projection, ops.fromTensor(b)), scale);
  return ops.add(ops.fromTensor(weight), ops.matMul(ops.fromTensor(a), scaled, true, true));
}

function layerWeights(
  ops: TensorOps,
  model: CausalLm,
  layer: number,
  merged: (projection: Projection) => RawTensor | undefined,
): LayerWeights {
  const { inputNorm, postAttentionNorm, projections } = model.layers[layer] as Layer;
  const linear = (projection: Projection): LinearWeights => {
    const { weight, bias } = projections[projection];
    return { weight: merged(projection) ?? ops.fromTensor(weight), bias: bias && ops.fromTensor(bias) };
  };
  return {
    inputNorm: ops.fromTensor(inputNorm),
    postAttentionNorm: ops.fromTensor(postAttentionNorm),
    projections: Object.fromEntries(PROJECTIONS.map((p) => [p, linear(p)])) as Record<
      Projection,
      LinearWeights
    >,
  };
}
