import * as tf from '@tensorflow/tfjs-core';
import { type LoraAdapter, type LoraModule, loraOf } from '../lora/adapter.js';
import { type CausalLm, type Projection, projectionShape } from './causal-lm.js';

/** Applies one of a layer's linear maps to rows [N, in] → [N, out]. Which weights it uses is what base, adapter and merge differ in. */
export type Project = (layer: number, projection: Projection, x: tf.Tensor) => tf.Tensor;

function addBias(model: CausalLm, layer: number, projection: Projection, y: tf.Tensor): tf.Tensor {
  const bias = model.layers[layer]?.projections[projection].bias;
  return bias ? tf.add(y, bias) : y;
}

function weightOf(model: CausalLm, layer: number, projection: Projection): tf.Tensor {
  return (model.layers[layer] as CausalLm['layers'][number]).projections[projection].weight;
}

/** W + scale·B·A: [out, in]. */
function mergedWeight(
  model: CausalLm,
  { scale }: LoraAdapter,
  { layer, projection, a, b }: LoraModule,
): tf.Tensor {
  return tf.add(weightOf(model, layer, projection), tf.mul(tf.matMul(b, a), scale));
}

/** The base model alone: the reference policy. */
export function projectBase(model: CausalLm): Project {
  return (layer, projection, x) =>
    addBias(model, layer, projection, tf.matMul(x, weightOf(model, layer, projection), false, true));
}

/**
 * Base and adapter, y = x·Wᵀ + scale·(x·Aᵀ)·Bᵀ, differentiable in A and B. Where the rank is high for the width, W + scale·B·A is
 * computed first: forward and backward it costs one more product of x with a whole matrix, in place of six with A and B.
 */
export function projectLora(model: CausalLm, adapter: LoraAdapter): Project {
  const base = projectBase(model);
  return (layer, projection, x) => {
    const lora = loraOf(adapter, layer, projection);
    if (!lora) return base(layer, projection, x);
    const [out, input] = projectionShape(model.config, projection);
    if (3 * adapter.config.rank * (out + input) > out * input) {
      const weight = mergedWeight(model, adapter, lora);
      return addBias(model, layer, projection, tf.matMul(x, weight, false, true));
    }
    const y = base(layer, projection, x);
    const delta = tf.matMul(tf.matMul(x, lora.a, false, true), lora.b, false, true);
    return tf.add(y, tf.mul(delta, adapter.scale));
  };
}

/** W + scale·B·A computed once: for sampling, where no gradient is needed. Free it with `dispose`. */
export function projectMerged(
  model: CausalLm,
  adapter: LoraAdapter,
): { project: Project; dispose: () => void } {
  const merged = new Map<string, tf.Tensor>();
  for (const module of adapter.modules) {
    const weight = tf.tidy(() => mergedWeight(model, adapter, module));
    merged.set(`${module.layer}.${module.projection}`, tf.keep(weight));
  }
  const base = projectBase(model);
  return {
    project: (layer, projection, x) => {
      const weight = merged.get(`${layer}.${projection}`);
      if (!weight) return base(layer, projection, x);
      return addBias(model, layer, projection, tf.matMul(x, weight, false, true));
    },
    dispose: () => tf.dispose([...merged.values()]),
  };
}
