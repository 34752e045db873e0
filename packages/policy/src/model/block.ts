import * as tf from '@tensorflow/tfjs-core';
import type { CausalLm } from './causal-lm.js';
import type { Project } from './project.js';
import { rmsNorm } from './rms-norm.js';
import { type RotaryTable, rotary } from './rotary.js';

/** Mixes rows along time: q [N, H, D], k and v [N, K, D], already rotated → [N, H·D]. Training and decoding differ here alone. */
export type Attend = (layer: number, q: tf.Tensor, k: tf.Tensor, v: tf.Tensor) => tf.Tensor;

/** One decoder layer on rows [N, C]: attention and gated MLP, each behind its norm and added to what came in. */
export function block(
  model: CausalLm,
  layer: number,
  project: Project,
  table: RotaryTable,
  attend: Attend,
  x: tf.Tensor,
): tf.Tensor {
  const { heads, keyValueHeads, headDim, rmsNormEps } = model.config;
  const weights = model.layers[layer] as CausalLm['layers'][number];
  const split = (y: tf.Tensor, count: number) => tf.reshape(y, [-1, count, headDim]);

  const h = rmsNorm(x, weights.inputNorm, rmsNormEps);
  const q = rotary(split(project(layer, 'q_proj', h), heads), table);
  const k = rotary(split(project(layer, 'k_proj', h), keyValueHeads), table);
  const v = split(project(layer, 'v_proj', h), keyValueHeads);
  const attended = tf.add(x, project(layer, 'o_proj', attend(layer, q, k, v)));

  const h2 = rmsNorm(attended, weights.postAttentionNorm, rmsNormEps);
  const gate = project(layer, 'gate_proj', h2);
  const silu = tf.mul(gate, tf.sigmoid(gate));
  return tf.add(attended, project(layer, 'down_proj', tf.mul(silu, project(layer, 'up_proj', h2))));
}
