import type { RawTensor, TensorOps } from '@echo/compute';
import { type CausalLm, type Layer, outputOrder, type Projection } from '../model/causal-lm.js';
import { type LayerWeights, layerWeights, type WeightsOf } from '../model/layer-weights.js';
import type { LinearWeights } from '../model/linear.js';
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

/** The weights of the base model with an adapter. */
export interface AdaptedWeights {
  readonly weightsOf: WeightsOf;
  dispose(): void;
}

/**
 * Merges an adapter into copies of the weights, W + s·(B·A)ᵀ of every adapted projection.
 *
 * Passes are fastest, and the copies take as much memory as the projections. The caller disposes the result.
 */
export function mergeAdapter(ops: TensorOps, model: CausalLm, adapter: LoraAdapter): AdaptedWeights {
  return adaptWeights(ops, model, adapter, (module, keep) => ({
    weight: keep(() => mergedWeight(ops, model, module)),
  }));
}

/**
 * Puts an adapter beside the weights: passes multiply with A and s·B as well.
 *
 * The numbers are the same to rounding, and no projection is copied. The caller disposes the result.
 */
export function factorAdapter(ops: TensorOps, model: CausalLm, adapter: LoraAdapter): AdaptedWeights {
  return adaptWeights(ops, model, adapter, (module, keep) => ({
    update: { a: ops.fromTensor(module.a), b: keep(() => scaledB(ops, model, module)) },
  }));
}

/** Computes a tensor that lives as long as the adapted weights. */
type Keep = (compute: () => RawTensor) => RawTensor;

function adaptWeights(
  ops: TensorOps,
  model: CausalLm,
  adapter: LoraAdapter,
  adapt: (module: LoraModule, keep: Keep) => Partial<LinearWeights>,
): AdaptedWeights {
  const made: RawTensor[] = [];
  const dispose = () => {
    for (const tensor of made.splice(0)) ops.dispose(tensor);
  };
  const keep: Keep = (compute) => {
    const tensor = ops.keep(ops.scope(compute));
    made.push(tensor);
    return tensor;
  };
  try {
    const layers = model.layers.map((_, layer) =>
      layerWeights(ops, model, layer, (projection) => {
        const module = loraOf(adapter, layer, projection);
        return module ? adapt(module, keep) : {};
      }),
    );
    return { weightsOf: (layer) => layers[layer] as LayerWeights, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

function mergedWeight(ops: TensorOps, model: CausalLm, module: LoraModule): RawTensor {
  const { weight } = (model.layers[module.layer] as Layer).projections[module.projection];
  const update = ops.matMul(ops.fromTensor(module.a), scaledB(ops, model, module), true, true);
  return ops.add(ops.fromTensor(weight), update);
}

/** s·B in the order of the projection's outputs. */
function scaledB(ops: TensorOps, model: CausalLm, { projection, scale, b }: LoraModule): RawTensor {
  return ops.mul(inOutputOrder(ops, model.config, projection, ops.fromTensor(b)), scale);
}
