import { EchoError } from '@echo/core';
import { z } from 'zod';
import type { Architecture } from '../architectures/architecture.js';
import { ARCHITECTURES, type ArchitectureName, architectureOf } from '../architectures/architectures.js';

/** RoPE scaling for contexts longer than those of pretraining. */
export type RopeScaling =
  | { readonly type: 'linear'; readonly factor: number }
  | {
      readonly type: 'llama3';
      readonly factor: number;
      readonly lowFrequencyFactor: number;
      readonly highFrequencyFactor: number;
      readonly originalMaxPositions: number;
    };

/** The layers of a model that attend to the last positions alone. */
export interface LocalAttention {
  /** The positions that a local layer sees, its own included. */
  readonly window: number;
  /** The rotary base of local layers. */
  readonly ropeTheta: number;
  /** Whether each layer is local. */
  readonly layers: readonly boolean[];
}

/** The configuration of a decoder-only transformer. */
export interface ModelConfig {
  readonly architecture: ArchitectureName;
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDim: number;
  readonly rmsNormEps: number;
  readonly ropeTheta: number;
  readonly ropeScaling: RopeScaling | null;
  /** What attention scores are multiplied with; null for 1 / √headDim. */
  readonly attentionScale: number | null;
  /** Layers with a sliding window; null where all see every position. */
  readonly local: LocalAttention | null;
  /** Whether the head is the embedding (tied embeddings). */
  readonly tiedEmbeddings: boolean;
  readonly maxPositions: number;
  readonly bosTokenId: number | null;
  /** Tokens that end a completion. */
  readonly eosTokenIds: readonly number[];
}

const natural = z.number().int().positive();
const ropeSchema = z.looseObject({
  rope_theta: z.number().positive().optional(),
  rope_type: z.string().optional(),
  type: z.string().optional(),
  factor: z.number().positive().optional(),
  low_freq_factor: z.number().positive().optional(),
  high_freq_factor: z.number().positive().optional(),
  original_max_position_embeddings: natural.optional(),
});

/** Rope settings, in newer files with sliding windows one for each kind of layer. */
const ropesSchema = ropeSchema.extend({
  full_attention: ropeSchema.optional(),
  sliding_attention: ropeSchema.optional(),
});

const schema = z.looseObject({
  vocab_size: natural,
  hidden_size: natural,
  intermediate_size: natural,
  num_hidden_layers: natural,
  num_attention_heads: natural,
  num_key_value_heads: natural.nullish(),
  head_dim: natural.nullish(),
  rms_norm_eps: z.number().positive(),
  rope_theta: z.number().positive().nullish(),
  rope_local_base_freq: z.number().positive().nullish(),
  rope_parameters: ropesSchema.nullish(),
  rope_scaling: ropeSchema.nullish(),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.literal(false).nullish(),
  hidden_act: z.string().nullish(),
  hidden_activation: z.string().nullish(),
  query_pre_attn_scalar: z.number().positive().nullish(),
  attn_logit_softcapping: z.null().optional(),
  final_logit_softcapping: z.null().optional(),
  use_bidirectional_attention: z.literal(false).nullish(),
  use_sliding_window: z.literal(false).nullish(),
  sliding_window: natural.nullish(),
  sliding_window_pattern: natural.nullish(),
  layer_types: z.array(z.enum(['full_attention', 'sliding_attention'])).nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  max_position_embeddings: natural,
  bos_token_id: z.number().int().nullish(),
  eos_token_id: z.union([z.number().int(), z.array(z.number().int())]).nullish(),
});

type Settings = z.infer<typeof schema>;

/** The names of the architectures, as a sentence lists them. */
export function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/**
 * Reads a Hugging Face config.json, with `rope_theta` at the top (older files) or in `rope_parameters` (newer
 * ones).
 */
export function parseModelConfig(json: unknown, name: string): ModelConfig {
  const type = (json as { model_type?: unknown } | null)?.model_type;
  const architecture = ARCHITECTURES.find(({ modelType }) => modelType === type);
  if (!architecture) {
    const types = ARCHITECTURES.map(({ modelType }) => modelType);
    throw new EchoError(
      'unsupported',
      `The architecture ${JSON.stringify(type)} in ${name} is not supported; use a model of type ${listed(types)}.`,
    );
  }
  const { modelType, defaults } = architecture;
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EchoError(
      'unsupported',
      `The setting ${issue?.path.join('.')} in ${name} cannot be handled (${issue?.message}); use a plain ${modelType} model.`,
    );
  }
  const c = parsed.data;
  checkLayer(architecture, c, name);
  const heads = c.num_attention_heads;
  const keyValueHeads = c.num_key_value_heads ?? heads;
  const headDim = c.head_dim ?? defaults.headDim ?? c.hidden_size / heads;
  if (!Number.isInteger(headDim) || headDim % 2 === 1 || heads % keyValueHeads !== 0) {
    throw new EchoError(
      'unsupported',
      `The heads in ${name} do not fit: expected an even head width and ${heads} query heads to be a multiple of ${keyValueHeads} key heads.`,
    );
  }
  const ropes = c.rope_parameters ?? c.rope_scaling ?? null;
  const rope = c.rope_parameters?.full_attention ?? ropes;
  const ropeTheta = rope?.rope_theta ?? c.rope_theta ?? defaults.ropeTheta;
  const scalar = defaults.queryScalar && (c.query_pre_attn_scalar ?? defaults.queryScalar);
  return {
    architecture: modelType,
    vocabSize: c.vocab_size,
    hiddenSize: c.hidden_size,
    intermediateSize: c.intermediate_size,
    layers: c.num_hidden_layers,
    heads,
    keyValueHeads,
    headDim,
    rmsNormEps: c.rms_norm_eps,
    ropeTheta,
    ropeScaling: rope && parseRopeScaling(rope, c.max_position_embeddings, name),
    attentionScale: scalar === null || scalar === headDim ? null : 1 / Math.sqrt(scalar),
    local: localAttention(architecture, c, ropeTheta, name),
    tiedEmbeddings: c.tie_word_embeddings ?? defaults.tiedEmbeddings,
    maxPositions: c.max_position_embeddings,
    bosTokenId: c.bos_token_id ?? null,
    eosTokenIds: c.eos_token_id === null || c.eos_token_id === undefined ? [] : [c.eos_token_id].flat(),
  };
}

/** Checks that layers are as the architecture describes them. */
function checkLayer({ modelType, activation, biases }: Architecture, c: Settings, name: string): void {
  const given = c.hidden_activation ?? c.hidden_act ?? activation;
  if (given !== activation) {
    throw new EchoError(
      'unsupported',
      `The activation ${JSON.stringify(given)} in ${name} is not supported for ${modelType}; use a model with ${activation}.`,
    );
  }
  if (c.attention_bias && biases.length === 0) {
    throw new EchoError(
      'unsupported',
      `The setting attention_bias in ${name} is not supported for ${modelType}, whose output projection would have a bias too; use a model without.`,
    );
  }
}

/** The layers with a sliding window: by `layer_types`, else by the architecture's pattern. */
function localAttention(
  { local }: Architecture,
  c: Settings,
  ropeTheta: number,
  name: string,
): LocalAttention | null {
  const window = c.sliding_window === undefined ? local?.window : c.sliding_window;
  if (!local || !window) return null;
  const every = c.sliding_window_pattern ?? local.globalEvery;
  const layers = Array.from({ length: c.num_hidden_layers }, (_, layer) =>
    c.layer_types
      ? c.layer_types[layer] === 'sliding_attention'
      : every === null || (layer + 1) % every !== 0,
  );
  const rope = c.rope_parameters?.sliding_attention;
  if (rope && parseRopeScaling(rope, c.max_position_embeddings, name)) {
    throw new EchoError(
      'unsupported',
      `The local layers in ${name} have a rope scaling, which is not supported; use a model that scales global layers alone.`,
    );
  }
  const theta = rope?.rope_theta ?? c.rope_local_base_freq ?? local.ropeTheta ?? ropeTheta;
  return { window, ropeTheta: theta, layers };
}

function parseRopeScaling(
  rope: z.infer<typeof ropeSchema>,
  maxPositions: number,
  name: string,
): RopeScaling | null {
  const type = rope.rope_type ?? rope.type ?? 'default';
  if (rope.rope_type === undefined && rope.type === undefined && (rope.factor ?? 1) !== 1) {
    throw new EchoError(
      'unsupported',
      `The rope scaling in ${name} has a factor and no type; add "rope_type", such as "linear".`,
    );
  }
  switch (type) {
    case 'default':
      return null;
    case 'linear':
      return { type, factor: rope.factor ?? 1 };
    case 'llama3':
      return {
        type,
        factor: rope.factor ?? 1,
        lowFrequencyFactor: rope.low_freq_factor ?? 1,
        highFrequencyFactor: rope.high_freq_factor ?? 4,
        originalMaxPositions: rope.original_max_position_embeddings ?? maxPositions,
      };
    default:
      throw new EchoError(
        'unsupported',
        `The rope scaling ${JSON.stringify(type)} in ${name} is not supported; use a model with none, linear or llama3.`,
      );
  }
}

/** The config.json of a model, in the newer spelling with the older beside it. */
export function modelConfigToHf(config: ModelConfig): Record<string, unknown> {
  const { ropeTheta: rope_theta, ropeScaling, local, attentionScale } = config;
  const { huggingFaceClass, activation, defaults } = architectureOf(config);
  const scaling =
    ropeScaling?.type === 'llama3'
      ? {
          rope_type: 'llama3',
          factor: ropeScaling.factor,
          low_freq_factor: ropeScaling.lowFrequencyFactor,
          high_freq_factor: ropeScaling.highFrequencyFactor,
          original_max_position_embeddings: ropeScaling.originalMaxPositions,
        }
      : ropeScaling && { rope_type: 'linear', factor: ropeScaling.factor };
  const rope = { rope_theta, rope_type: 'default', ...scaling };
  return {
    architectures: [huggingFaceClass],
    model_type: config.architecture,
    vocab_size: config.vocabSize,
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.keyValueHeads,
    head_dim: config.headDim,
    [defaults.queryScalar === null ? 'hidden_act' : 'hidden_activation']: activation,
    rms_norm_eps: config.rmsNormEps,
    rope_theta,
    rope_parameters: local
      ? { full_attention: rope, sliding_attention: { rope_theta: local.ropeTheta, rope_type: 'default' } }
      : rope,
    ...(local && {
      sliding_window: local.window,
      rope_local_base_freq: local.ropeTheta,
      layer_types: local.layers.map((is) => (is ? 'sliding_attention' : 'full_attention')),
    }),
    ...(defaults.queryScalar !== null && {
      query_pre_attn_scalar: attentionScale === null ? config.headDim : attentionScale ** -2,
    }),
    tie_word_embeddings: config.tiedEmbeddings,
    max_position_embeddings: config.maxPositions,
    bos_token_id: config.bosTokenId,
    eos_token_id: config.eosTokenIds.length === 1 ? config.eosTokenIds[0] : config.eosTokenIds,
  };
}
