import * as tf from '@tensorflow/tfjs-core';
import { NORM_ROLES, type NormRole, type Norms } from '../architectures/architecture.js';
import { architectureOf } from '../architectures/architectures.js';
import type { ModelConfig } from './model-config.js';
import { rotaryOrder } from './rotary.js';

/** The seven linear projections of a layer, by the last part of their checkpoint name. */
export const PROJECTIONS = [
  'q_proj',
  'k_proj',
  'v_proj',
  'o_proj',
  'gate_proj',
  'up_proj',
  'down_proj',
] as const;
export type Projection = (typeof PROJECTIONS)[number];

/** A linear projection: `weight` is [in, out], with the outputs of queries and keys in rotary order. */
export interface Linear {
  readonly weight: tf.Tensor;
  readonly bias: tf.Tensor | null;
}

/** The weights of a decoder layer on the backend. */
export interface Layer {
  /** The gain of each norm that the architecture has. */
  readonly norms: Norms<tf.Tensor>;
  readonly projections: Readonly<Record<Projection, Linear>>;
}

/** The weights of a decoder-only transformer on the backend. */
export interface CausalLm {
  readonly config: ModelConfig;
  readonly embedding: tf.Tensor;
  readonly layers: readonly Layer[];
  readonly norm: tf.Tensor;
  /** The head's weight [V, C]; the embedding itself when they are tied. */
  readonly head: tf.Tensor;
}

/** Checkpoint name of a projection, without `.weight`. */
export function projectionName(layer: number, projection: Projection): string {
  const block = /^[qkvo]_proj$/.test(projection) ? 'self_attn' : 'mlp';
  return `model.layers.${layer}.${block}.${projection}`;
}

/** The norms of a layer, by their checkpoint names without `.weight`. */
function normNames(config: ModelConfig, layer: number): readonly (readonly [NormRole, string])[] {
  const { norms } = architectureOf(config);
  return NORM_ROLES.flatMap((role) => {
    const names = norms[role];
    return names ? [[role, `model.layers.${layer}.${names.huggingFace}`] as const] : [];
  });
}

/** Output and input width of a projection. */
export function projectionShape(
  config: ModelConfig,
  projection: Projection,
): readonly [out: number, input: number] {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headDim } = config;
  switch (projection) {
    case 'q_proj':
      return [heads * headDim, hiddenSize];
    case 'k_proj':
    case 'v_proj':
      return [keyValueHeads * headDim, hiddenSize];
    case 'o_proj':
      return [hiddenSize, heads * headDim];
    case 'gate_proj':
    case 'up_proj':
      return [intermediateSize, hiddenSize];
    case 'down_proj':
      return [hiddenSize, intermediateSize];
  }
}

/** The shape of every tensor in a checkpoint of this configuration, by name. */
export function parameterShapes(config: ModelConfig): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  const { biases } = architectureOf(config);
  shapes.set('model.embed_tokens.weight', [config.vocabSize, config.hiddenSize]);
  for (let i = 0; i < config.layers; i++) {
    for (const [role, name] of normNames(config, i))
      shapes.set(`${name}.weight`, [isHeadNorm(role) ? config.headDim : config.hiddenSize]);
    for (const projection of PROJECTIONS) {
      const shape = projectionShape(config, projection);
      shapes.set(`${projectionName(i, projection)}.weight`, shape);
      if (biases.includes(projection)) {
        shapes.set(`${projectionName(i, projection)}.bias`, [shape[0]]);
      }
    }
  }
  shapes.set('model.norm.weight', [config.hiddenSize]);
  if (!config.tiedEmbeddings) shapes.set('lm_head.weight', [config.vocabSize, config.hiddenSize]);
  return shapes;
}

/** A model from named tensors in the checkpoint's layout, which it takes over. */
export function assembleCausalLm(config: ModelConfig, parameter: (name: string) => tf.Tensor): CausalLm {
  return causalLmOf(config, (name) => inModelLayout(config, name, parameter(name)));
}

/** A model from named tensors in its own layout, which it takes over. */
export function causalLmOf(config: ModelConfig, tensor: (name: string) => tf.Tensor): CausalLm {
  const { biases } = architectureOf(config);
  const embedding = tensor('model.embed_tokens.weight');
  const layers = Array.from({ length: config.layers }, (_, i): Layer => {
    const linear = (projection: Projection): Linear => {
      const name = projectionName(i, projection);
      const bias = biases.includes(projection) ? tensor(`${name}.bias`) : null;
      return { weight: tensor(`${name}.weight`), bias };
    };
    return {
      norms: Object.fromEntries(
        normNames(config, i).map(([role, name]) => [role, tensor(`${name}.weight`)]),
      ) as unknown as Norms<tf.Tensor>,
      projections: Object.fromEntries(PROJECTIONS.map((p) => [p, linear(p)])) as Record<Projection, Linear>,
    };
  });
  const norm = tensor('model.norm.weight');
  const head = config.tiedEmbeddings ? embedding : tensor('lm_head.weight');
  return { config, embedding, layers, norm, head };
}

/**
 * A tensor of a checkpoint in the model's layout, which takes its place.
 *
 * Projections are transposed, the outputs of queries and keys are in rotary order, and gains are what rows
 * are multiplied with.
 */
export function inModelLayout(config: ModelConfig, name: string, stored: tf.Tensor): tf.Tensor {
  const projection = PROJECTIONS.find((p) => name.includes(`.${p}.`));
  if (projection) {
    const order = outputOrder(config, projection);
    const transposed = name.endsWith('.weight');
    return replaced(stored, (x) => (transposed ? tf.transpose(ordered(x, order)) : ordered(x, order)));
  }
  const { norms, zeroCentredNorms } = architectureOf(config);
  if (!name.endsWith('norm.weight')) return stored;
  const ofHeads = [norms.query, norms.key].some(
    (norm) => norm && name.endsWith(`.${norm.huggingFace}.weight`),
  );
  if (!zeroCentredNorms && !ofHeads) return stored;
  const order = ofHeads ? rotaryOrder(1, config.headDim) : null;
  return replaced(stored, (x) => ordered(zeroCentredNorms ? tf.add(x, 1) : x, order));
}

/** Whether a norm is over the width of a head, as those of queries and keys are. */
const isHeadNorm = (role: NormRole): boolean => role === 'query' || role === 'key';

/** The order of a projection's outputs where it differs from the checkpoint's; else null. */
export function outputOrder(config: ModelConfig, projection: Projection): Int32Array | null {
  if (projection === 'q_proj') return rotaryOrder(config.heads, config.headDim);
  if (projection === 'k_proj') return rotaryOrder(config.keyValueHeads, config.headDim);
  return null;
}

function ordered(x: tf.Tensor, order: Int32Array | null): tf.Tensor {
  return order ? tf.gather(x, tf.tensor1d(order, 'int32')) : tf.clone(x);
}

function replaced(x: tf.Tensor, by: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const y = tf.tidy(() => by(x));
  x.dispose();
  return y;
}

/** Frees the weights of a model. */
export function disposeCausalLm(model: CausalLm): void {
  tf.dispose([model.embedding, model.norm, model.head]);
  for (const layer of model.layers) {
    tf.dispose(Object.values(layer.norms));
    for (const { weight, bias } of Object.values(layer.projections))
      tf.dispose(bias ? [weight, bias] : [weight]);
  }
}
