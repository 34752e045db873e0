import { EchoError } from '@echo/core';
import { z } from 'zod';

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

/** The configuration of a decoder-only transformer. */
export interface ModelConfig {
  readonly architecture: 'llama' | 'qwen2';
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
  /** Whether the q, k and v projections have biases. */
  readonly attentionBias: boolean;
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

const schema = z.looseObject({
  model_type: z.enum(['llama', 'qwen2']),
  vocab_size: natural,
  hidden_size: natural,
  intermediate_size: natural,
  num_hidden_layers: natural,
  num_attention_heads: natural,
  num_key_value_heads: natural.nullish(),
  head_dim: natural.nullish(),
  rms_norm_eps: z.number().positive(),
  rope_theta: z.number().positive().nullish(),
  rope_parameters: ropeSchema.nullish(),
  rope_scaling: ropeSchema.nullish(),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.literal(false).nullish(),
  hidden_act: z.literal('silu').nullish(),
  use_sliding_window: z.literal(false).nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  max_position_embeddings: natural,
  bos_token_id: z.number().int().nullish(),
  eos_token_id: z.union([z.number().int(), z.array(z.number().int())]).nullish(),
});

/**
 * Reads a Hugging Face config.json, with `rope_theta` at the top (older files) or in `rope_parameters` (newer
 * ones).
 */
export function parseModelConfig(json: unknown, name: string): ModelConfig {
  const type = (json as { model_type?: unknown } | null)?.model_type;
  if (type !== 'llama' && type !== 'qwen2') {
    throw new EchoError(
      'unsupported',
      `The architecture ${JSON.stringify(type)} in ${name} is not supported; use a model of type llama or qwen2.`,
    );
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EchoError(
      'unsupported',
      `The setting ${issue?.path.join('.')} in ${name} cannot be handled (${issue?.message}); use a plain llama or qwen2 model.`,
    );
  }
  const c = parsed.data;
  const heads = c.num_attention_heads;
  const keyValueHeads = c.num_key_value_heads ?? heads;
  const headDim = c.head_dim ?? c.hidden_size / heads;
  if (!Number.isInteger(headDim) || headDim % 2 === 1 || heads % keyValueHeads !== 0) {
    throw new EchoError(
      'unsupported',
      `The heads in ${name} do not fit: expected an even head width and ${heads} query heads to be a multiple of ${keyValueHeads} key heads.`,
    );
  }
  if (type === 'llama' && c.attention_bias) {
    throw new EchoError(
      'unsupported',
      `The setting attention_bias in ${name} is not supported for llama, whose output projection would have a bias too; use a model without.`,
    );
  }
  const rope = c.rope_parameters ?? c.rope_scaling ?? null;
  return {
    architecture: type,
    vocabSize: c.vocab_size,
    hiddenSize: c.hidden_size,
    intermediateSize: c.intermediate_size,
    layers: c.num_hidden_layers,
    heads,
    keyValueHeads,
    headDim,
    rmsNormEps: c.rms_norm_eps,
    ropeTheta: c.rope_parameters?.rope_theta ?? c.rope_theta ?? 10_000,
    ropeScaling: rope && parseRopeScaling(rope, c.max_position_embeddings, name),
    attentionBias: type === 'qwen2',
    tiedEmbeddings: c.tie_word_embeddings ?? false,
    maxPositions: c.max_position_embeddings,
    bosTokenId: c.bos_token_id ?? null,
    eosTokenIds: c.eos_token_id === null || c.eos_token_id === undefined ? [] : [c.eos_token_id].flat(),
  };
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
  const { ropeTheta: rope_theta, ropeScaling } = config;
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
  return {
    architectures: [config.architecture === 'llama' ? 'LlamaForCausalLM' : 'Qwen2ForCausalLM'],
    model_type: config.architecture,
    vocab_size: config.vocabSize,
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.keyValueHeads,
    head_dim: config.headDim,
    hidden_act: 'silu',
    rms_norm_eps: config.rmsNormEps,
    rope_theta,
    rope_parameters: { rope_theta, rope_type: 'default', ...scaling },
    tie_word_embeddings: config.tiedEmbeddings,
    max_position_embeddings: config.maxPositions,
    bos_token_id: config.bosTokenId,
    eos_token_id: config.eosTokenIds.length === 1 ? config.eosTokenIds[0] : config.eosTokenIds,
  };
}
