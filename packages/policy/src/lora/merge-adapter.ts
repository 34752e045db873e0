import type { RawTensor, TensorOps } from '@echo/compute';
import { type CausalLm, type Layer, outputOrder, type Projection } from '../model/causal-lm.js';
import { type LayerWeights, layerWeights, type WeightsOf } from '../model/layer-weights.js';
import type { ModelConfig } from '../model/model-config.js';
import { type LoraAdapter, type LoraModule, loraOf } from './adapter.js';

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
    const tensor = ops.keep(ops.scope(() => mergedWeight(ops, model, module)));
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
  { layer, projection, scale, a, b }: LoraModule,
): RawTensor {
  const { weight } = (model.layers[layer] as Layer).projections[projection];
  const scaled = ops.mul(inOutputOrder(ops, model.config, projection, ops.fromTensor(b)), scale);
  return ops.add(ops.fromTensor(weight), ops.matMul(ops.fromTensor(a), scaled, true, true));
}
