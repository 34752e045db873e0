import { EchoError } from '@echo/core';
import { ARCHITECTURES } from '../architectures/architectures.js';
import { listed, type ModelConfig, parseModelConfig } from '../model/model-config.js';
import { corruptGguf, type GgufHeader } from './gguf-header.js';

/** A number in GGUF metadata, which is a bigint when 64 bits wide. */
export function ggufNumber(value: unknown): number | null {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
}

/** The tokens that end a completion, by the metadata: end of text, of turn and of message. */
export function ggufEosTokenIds(metadata: GgufHeader['metadata']): readonly number[] {
  const ids = ['eos', 'eot', 'eom'].map((name) => ggufNumber(metadata[`tokenizer.ggml.${name}_token_id`]));
  return [...new Set(ids.filter((id) => id !== null))];
}

/**
 * A model's configuration from the metadata and tensors of a GGUF file. `ropeFactors` are the values of
 * `rope_freqs.weight`, the only trace that Llama 3's RoPE scaling leaves in a file.
 */
export function ggufModelConfig(
  { metadata, entries }: GgufHeader,
  ropeFactors: Float32Array | null,
  path: string,
): ModelConfig {
  const architecture = metadata['general.architecture'];
  const described = ARCHITECTURES.find(({ gguf }) => gguf === architecture);
  if (!described) {
    const names = [...new Set(ARCHITECTURES.map(({ gguf }) => gguf))];
    throw new EchoError(
      'unsupported',
      `The architecture ${JSON.stringify(architecture)} in ${path} is not supported; use a file of architecture ${listed(names)}.`,
    );
  }
  const optional = (key: string) => ggufNumber(metadata[`${architecture}.${key}`]);
  const required = (key: string) => {
    const value = optional(key);
    if (value === null) throw corruptGguf(path, `its metadata have no number ${architecture}.${key}`);
    return value;
  };
  if (optional('expert_count')) {
    throw new EchoError(
      'unsupported',
      `The model in ${path} is a mixture of experts, which is not supported; use a dense model.`,
    );
  }
  const hidden = required('embedding_length');
  const heads = required('attention.head_count');
  const headDim = optional('attention.key_length') ?? hidden / heads;
  const rotary = optional('rope.dimension_count') ?? headDim;
  if (rotary !== headDim || (optional('attention.value_length') ?? headDim) !== headDim) {
    throw new EchoError(
      'unsupported',
      `The heads in ${path} are ${headDim} wide with ${rotary} rotary dimensions, which is not supported; use a model that turns whole heads.`,
    );
  }
  const maxPositions = required('context_length');
  const ropeTheta = optional('rope.freq_base') ?? 10_000;
  const ends = ggufEosTokenIds(metadata);
  return parseModelConfig(
    {
      model_type: described.modelType,
      vocab_size: entries.get('token_embd.weight')?.shape[0],
      hidden_size: hidden,
      intermediate_size: required('feed_forward_length'),
      num_hidden_layers: required('block_count'),
      num_attention_heads: heads,
      num_key_value_heads: optional('attention.head_count_kv') ?? heads,
      head_dim: headDim,
      rms_norm_eps: shortest(required('attention.layer_norm_rms_epsilon')),
      rope_parameters: {
        rope_theta: ropeTheta,
        ...ropeScaling(path, metadata, ropeFactors, (factors) =>
          llama3Scaling(factors, ropeTheta, headDim, path),
        ),
      },
      ...(described.local
        ? localLayers(metadata, described.gguf)
        : { use_sliding_window: (optional('attention.sliding_window') ?? maxPositions) < maxPositions }),
      ...(described.gguf === 'gemma3' &&
        queryScalar(metadata, { layers: required('block_count'), hidden, heads, headDim })),
      tie_word_embeddings: !entries.has('output.weight'),
      max_position_embeddings: maxPositions,
      bos_token_id: ggufNumber(metadata['tokenizer.ggml.bos_token_id']),
      ...(ends.length > 0 && { eos_token_id: ends }),
    },
    path,
  );
}

/** Sliding windows: the pattern and the rotary base of local layers stand in newer files alone. */
function localLayers(metadata: GgufHeader['metadata'], architecture: string): object {
  const number = (key: string) => ggufNumber(metadata[`${architecture}.${key}`]);
  const pattern = metadata[`${architecture}.attention.sliding_window_pattern`];
  return {
    sliding_window: number('attention.sliding_window') || null,
    rope_local_base_freq: number('rope.freq_base_swa'),
    ...(Array.isArray(pattern)
      ? { layer_types: pattern.map((local) => (local ? 'sliding_attention' : 'full_attention')) }
      : { sliding_window_pattern: ggufNumber(pattern) }),
  };
}

/** The layers of Gemma 3 27B, which alone divides attention scores by the root of C / heads. */
const GEMMA3_27B_LAYERS = 62;

/**
 * What divides attention scores: by the metadata, which seldom say so, else by the number of layers, as in
 * llama.cpp.
 */
function queryScalar(
  metadata: GgufHeader['metadata'],
  { layers, hidden, heads, headDim }: Readonly<Record<'layers' | 'hidden' | 'heads' | 'headDim', number>>,
): object {
  const scale = ggufNumber(metadata['gemma3.attention.scale']);
  if (scale) return { query_pre_attn_scalar: Number((scale ** -2).toPrecision(6)) };
  return { query_pre_attn_scalar: layers === GEMMA3_27B_LAYERS ? hidden / heads : headDim };
}

/**
 * RoPE scaling as llama.cpp reads it: a factor without a type is linear, `rope.scale_linear` included.
 * Factors per dimension exclude any other scaling.
 */
function ropeScaling(
  path: string,
  metadata: GgufHeader['metadata'],
  factors: Float32Array | null,
  byDimension: (factors: Float32Array) => object,
): object {
  const architecture = metadata['general.architecture'];
  const number = (key: string) => ggufNumber(metadata[`${architecture}.rope.${key}`]);
  const type = metadata[`${architecture}.rope.scaling.type`] ?? 'linear';
  const factor = (number('scaling.factor') ?? number('scale_linear')) || 1;
  if (type !== 'none' && (type !== 'linear' || factor !== 1)) {
    if (factors?.some((value) => value !== 1)) {
      throw new EchoError(
        'unsupported',
        `The model in ${path} has rotary factors and a rope scaling, which is not supported; use one with either.`,
      );
    }
    return { rope_type: type, factor };
  }
  return { rope_type: 'default', ...(factors && byDimension(factors)) };
}

/** The shortest decimal number that rounds to a 32-bit float: 9.999999747378752e-6 was 1e-5. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

/**
 * Llama 3's published RoPE scaling: short wavelengths stay, long ones are stretched by the factor.
 * Those up to 8192/4 stay, those from 8192/1 on are stretched, with a smooth transition between.
 */
const LLAMA3 = { low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 8192 };

function llama3Scaling(factors: Float32Array, theta: number, headDim: number, path: string): object {
  const factor = Number(factors.reduce((most, value) => Math.max(most, value), 1).toPrecision(6));
  const { low_freq_factor: low, high_freq_factor: high, original_max_position_embeddings: original } = LLAMA3;
  const expected = Float32Array.from({ length: headDim / 2 }, (_, i) => {
    const turns = original / (2 * Math.PI * theta ** ((2 * i) / headDim));
    const smooth = Math.min(1, Math.max(0, (turns - low) / (high - low)));
    return 1 / ((1 - smooth) / factor + smooth);
  });
  if (
    factors.length !== expected.length ||
    factors.some((value, i) => Math.abs(value / (expected[i] as number) - 1) > 1e-3)
  ) {
    throw new EchoError(
      'unsupported',
      `The rotary factors in rope_freqs.weight of ${path} are not Llama 3's; use a model with none, linear or llama3 scaling.`,
    );
  }
  return factor === 1 ? {} : { rope_type: 'llama3', factor, ...LLAMA3 };
}
