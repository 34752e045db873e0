import { createRng, EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { PROJECTIONS, type Projection, projectionName, projectionShape } from '../model/causal-lm.js';
import type { ModelConfig } from '../model/model-config.js';

/** Configuration of LoRA, W' = W + (alpha / rank)·B·A, and the projections it adapts. */
export interface LoraConfig {
  readonly rank: number;
  readonly alpha: number;
  readonly targetModules: readonly Projection[];
  /**
   * How many layers are adapted, the last ones; all unless given. As no gradient goes below the first of
   * them, a backward pass takes their share of the time.
   */
  readonly numLayers?: number;
  /** The adapted modules by name, `model.layers.3.self_attn.q_proj`, where some layers lack some. */
  readonly only?: readonly string[];
  /** Rank and alpha of the modules that have others, by name. */
  readonly overrides?: Readonly<Record<string, RankAndAlpha>>;
}

/** Rank and alpha of a LoRA module, whose scale is alpha / rank. */
export interface RankAndAlpha {
  readonly rank: number;
  readonly alpha: number;
}

/** The default LoRA configuration: rank 16 and alpha 32 on all seven projections. */
export const DEFAULT_LORA: LoraConfig = { rank: 16, alpha: 32, targetModules: PROJECTIONS };

/** The LoRA matrices of one adapted projection: `a` is [R, in], `b` is [out, R], R the rank. */
export interface LoraModule {
  readonly layer: number;
  readonly projection: Projection;
  /** What B·A is multiplied with: alpha / rank. */
  readonly scale: number;
  readonly a: tf.Variable;
  readonly b: tf.Variable;
}

/** The trainable part of a policy. */
export interface LoraAdapter {
  readonly config: LoraConfig;
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
  const { numLayers, ...config }: LoraConfig = { ...DEFAULT_LORA, ...options };
  const { targetModules, only, overrides = {} } = config;
  for (const { rank, alpha } of [config, ...Object.values(overrides)]) checkRankAndAlpha(rank, alpha);
  const unknown = targetModules.find((name) => !PROJECTIONS.includes(name));
  if (unknown !== undefined || targetModules.length === 0) {
    throw new EchoError(
      'invalid-input',
      `Expected LoRA on some of ${PROJECTIONS.join(', ')}, got ${unknown ?? 'none'}.`,
    );
  }
  const first = firstLayer(model, numLayers);
  const candidates = Array.from({ length: model.layers }, (_, layer) =>
    PROJECTIONS.filter((projection) => targetModules.includes(projection)).map((projection) => ({
      layer,
      projection,
      name: projectionName(layer, projection),
    })),
  ).flat();
  const stray = [...(only ?? []), ...Object.keys(overrides)].find((name) =>
    candidates.every((candidate) => candidate.name !== name),
  );
  if (stray !== undefined || only?.length === 0) {
    throw new EchoError(
      'config-mismatch',
      `Expected LoRA on target modules of the ${model.layers} layers of this model, got ${stray ?? 'none'}; use the adapter's own base model.`,
    );
  }
  const adapted = candidates.filter(({ layer, name }) => layer >= first && (!only || only.includes(name)));
  const modules = adapted.map(({ layer, projection, name }): LoraModule => {
    const [out, input] = projectionShape(model, projection);
    const { rank, alpha } = overrides[name] ?? config;
    const rng = createRng(seed).fork(name);
    const bound = 1 / Math.sqrt(input);
    const values = Float32Array.from({ length: rank * input }, () => (2 * rng.next() - 1) * bound);
    return {
      layer,
      projection,
      scale: alpha / rank,
      a: tf.tidy(() => tf.variable(tf.tensor2d(values, [rank, input]))),
      b: tf.tidy(() => tf.variable(tf.zeros([out, rank]))),
    };
  });
  const isGrid = first === 0 && !only;
  return { config: { ...config, ...(!isGrid && { only: adapted.map(({ name }) => name) }) }, modules };
}

/** The first of the last `numLayers` layers; 0 where all are meant. */
function firstLayer({ layers }: ModelConfig, numLayers = layers): number {
  if (!Number.isInteger(numLayers) || numLayers < 1 || numLayers > layers)
    throw new EchoError(
      'invalid-input',
      `Expected the adapted layers to be a whole number from 1 to the ${layers} of this model, got ${numLayers}.`,
    );
  return layers - numLayers;
}

/** The first layer that an adapter changes; no gradient is needed below it. */
export function firstAdaptedLayer({ modules }: LoraAdapter): number {
  return Math.min(...modules.map(({ layer }) => layer));
}

function checkRankAndAlpha(rank: number, alpha: number): void {
  if (!Number.isInteger(rank) || rank < 1) {
    throw new EchoError(
      'invalid-input',
      `Expected the LoRA rank to be a whole number of at least 1, got ${rank}.`,
    );
  }
  if (!Number.isFinite(alpha)) {
    throw new EchoError('invalid-input', `Expected the LoRA alpha to be a finite number, got ${alpha}.`);
  }
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
