import { createRng, EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { PROJECTIONS, type Projection, projectionName, projectionShape } from '../model/causal-lm.js';
import type { ModelConfig } from '../model/model-config.js';

/** Configuration of LoRA, W' = W + (alpha / rank)·B·A, and the projections it adapts. */
export interface LoraConfig {
  readonly rank: number;
  readonly alpha: number;
  readonly targetModules: readonly Projection[];
}

/** The default LoRA configuration: rank 16 and alpha 32 on all seven projections. */
export const DEFAULT_LORA: LoraConfig = { rank: 16, alpha: 32, targetModules: PROJECTIONS };

/** The LoRA matrices of one adapted projection: `a` is [R, in], `b` is [out, R]. */
export interface LoraModule {
  readonly layer: number;
  readonly projection: Projection;
  readonly a: tf.Variable;
  readonly b: tf.Variable;
}

/** The trainable part of a policy. */
export interface LoraAdapter {
  readonly config: LoraConfig;
  readonly scale: number;
  readonly modules: readonly LoraModule[];
}

/**
 * A fresh adapter whose update B·A is zero, as in PEFT: B is zero, A Kaiming-uniform with a = √5, that is
 * U(±1/√in).
 */
export function createAdapter(
  model: ModelConfig,
  options: Partial<LoraConfig> = {},
  seed: number | string = 0,
): LoraAdapter {
  const config: LoraConfig = { ...DEFAULT_LORA, ...options };
  if (!Number.isInteger(config.rank) || config.rank < 1) {
    throw new EchoError(
      'invalid-input',
      `Expected the LoRA rank to be a whole number of at least 1, got ${config.rank}.`,
    );
  }
  if (!Number.isFinite(config.alpha)) {
    throw new EchoError(
      'invalid-input',
      `Expected the LoRA alpha to be a finite number, got ${config.alpha}.`,
    );
  }
  const unknown = config.targetModules.find((name) => !PROJECTIONS.includes(name));
  if (unknown !== undefined || config.targetModules.length === 0) {
    throw new EchoError(
      'invalid-input',
      `Expected LoRA on some of ${PROJECTIONS.join(', ')}, got ${unknown ?? 'none'}.`,
    );
  }
  const modules: LoraModule[] = [];
  for (let layer = 0; layer < model.layers; layer++) {
    for (const projection of PROJECTIONS) {
      if (!config.targetModules.includes(projection)) continue;
      const [out, input] = projectionShape(model, projection);
      const rng = createRng(seed).fork(projectionName(layer, projection));
      const bound = 1 / Math.sqrt(input);
      const values = Float32Array.from({ length: config.rank * input }, () => (2 * rng.next() - 1) * bound);
      modules.push({
        layer,
        projection,
        a: tf.tidy(() => tf.variable(tf.tensor2d(values, [config.rank, input]))),
        b: tf.tidy(() => tf.variable(tf.zeros([out, config.rank]))),
      });
    }
  }
  return { config, scale: config.alpha / config.rank, modules };
}

/** The LoRA module of a projection, if it is adapted. */
export function loraOf(adapter: LoraAdapter, layer: number, projection: Projection): LoraModule | undefined {
  return adapter.modules.find((m) => m.layer === layer && m.projection === projection);
}

/** The variables of an adapter by their names in PEFT's files, in a fixed order. */
export function adapterParameters(adapter: LoraAdapter): ReadonlyMap<string, tf.Variable> {
  const parameters = new Map<string, tf.Variable>();
  for (const { layer, projection, a, b } of adapter.modules) {
    const name = `base_model.model.${projectionName(layer, projection)}`;
    parameters.set(`${name}.lora_A.weight`, a);
    parameters.set(`${name}.lora_B.weight`, b);
  }
  return parameters;
}

/**
 * Assigns stored values to an adapter's variables.
 *
 * @throws EchoError `config-mismatch` unless every name and shape agrees.
 */
export function assignAdapter(
  adapter: LoraAdapter,
  tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>,
): void {
  const parameters = adapterParameters(adapter);
  const stray = [...tensors.keys()].find((name) => !parameters.has(name));
  if (stray) {
    throw new EchoError(
      'config-mismatch',
      `The adapter holds ${stray}, which this model does not have; it belongs to another model.`,
    );
  }
  for (const [name, variable] of parameters) {
    const stored = tensors.get(name);
    if (!stored || stored.shape.join() !== variable.shape.join()) {
      const found = stored ? `has shape [${stored.shape}]` : 'is missing';
      throw new EchoError(
        'config-mismatch',
        `The adapter's ${name} ${found} where [${variable.shape}] is needed; use the adapter's own rank, modules and base model.`,
      );
    }
  }
  for (const [name, variable] of parameters) {
    const stored = tensors.get(name);
    if (stored) tf.tidy(() => variable.assign(tf.tensor(stored.data, variable.shape)));
  }
}

/** An independent copy of an adapter. */
export function copyAdapter(adapter: LoraAdapter): LoraAdapter {
  const modules = adapter.modules.map((module) => ({
    ...module,
    a: tf.variable(module.a),
    b: tf.variable(module.b),
  }));
  return { ...adapter, modules };
}

/** Frees the variables of an adapter. */
export function disposeAdapter(adapter: LoraAdapter): void {
  for (const { a, b } of adapter.modules) tf.dispose([a, b]);
}
