import * as tf from '@tensorflow/tfjs-core';
import { type LoraAdapter, loraOf } from '../lora/adapter.js';
import type { CausalLm, Projection } from './causal-lm.js';

/** Applies one of a layer's linear maps to rows [N, in] → [N, out]. Which weights it uses is what base, adapter and merge differ in. */
export type Project = (layer: number, projection: Projection, x: tf.Tensor) => tf.Tensor;

function addBias(model: CausalLm, layer: number, projection: Projection, y: tf.Tensor): tf.Tensor {
  const bias = model.layers[layer]?.projections[projection].bias;
  return bias ? tf.add(y, bias) : y;
}

function weightOf(model: CausalLm, layer: number, projection: Projection): tf.Tensor {
  return (model.layers[layer] as CausalLm['layers'][number]).projections[projection].weight;
}

/** The base model alone: the reference policy. */
export function projectBase(model: CausalLm): Project {
  return (layer, projection, x) =>
    addBias(model, layer, projection, tf.matMul(x, weightOf(model, layer, projection), false, true));
}

/** Base and adapter, y = x·Wᵀ + scale·(x·Aᵀ)·Bᵀ, differentiable in A and B. */
export function projectLora(model: CausalLm, adapter: LoraAdapter): Project {
  const base = projectBase(model);
  return (layer, projection, x) => {
    const y = base(layer, projection, x);
    const lora = loraOf(adapter, layer, projection);
    if (!lora) return y;
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
  for (const { layer, projection, a, b } of adapter.modules) {
    const weight = tf.tidy(() =>
      tf.add(weightOf(model, layer, projection), tf.mul(tf.matMul(b, a), adapter.scale)),
    );
    merged.set(`${layer}.${projection}`, tf.keep(weight));
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
