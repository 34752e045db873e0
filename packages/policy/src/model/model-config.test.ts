import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { modelConfigToHf, parseModelConfig } from './model-config.js';

const configOf = async (name: string) =>
  JSON.parse(
    await readFile(new URL(`../../fixtures/${name}/config.json`, import.meta.url), 'utf8'),
  ) as object;
const config = await configOf('tiny-llama');
const mistral = await configOf('tiny-mistral');
const qwen3 = await configOf('tiny-qwen3');
const gemma = await configOf('tiny-gemma3');

test('a rope scaling with a factor and no type is refused, not left out', () => {
  const scaled = (rope_scaling: object) => ({ ...config, rope_parameters: undefined, rope_scaling });
  expect(() => parseModelConfig(scaled({ factor: 4 }), 'config.json')).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: 'The rope scaling in config.json has a factor and no type; add "rope_type", such as "linear".',
    }),
  );
  expect(parseModelConfig(scaled({ type: 'linear', factor: 4 }), 'config.json').ropeScaling).toEqual({
    type: 'linear',
    factor: 4,
  });
});

test("Gemma's settings are read in the older spelling, and the pattern where layers are not listed", () => {
  const older = {
    ...gemma,
    num_hidden_layers: 7,
    rope_parameters: undefined,
    layer_types: undefined,
    query_pre_attn_scalar: 16,
    rope_theta: 2e6,
    rope_local_base_freq: 5000,
    rope_scaling: { rope_type: 'linear', factor: 8 },
  };
  expect(parseModelConfig(older, 'config.json')).toMatchObject({
    ropeTheta: 2e6,
    ropeScaling: { type: 'linear', factor: 8 },
    attentionScale: 1 / 4,
    local: { window: 4, ropeTheta: 5000, layers: [true, true, true, true, true, false, true] },
  });
  expect(parseModelConfig({ ...older, sliding_window_pattern: 2 }, 'config.json').local?.layers).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('settings left out are those of the architecture', () => {
  const silent = {
    ...gemma,
    head_dim: undefined,
    rope_parameters: undefined,
    layer_types: undefined,
    sliding_window: undefined,
    query_pre_attn_scalar: undefined,
    tie_word_embeddings: undefined,
  };
  expect(parseModelConfig(silent, 'config.json')).toMatchObject({
    headDim: 256,
    ropeTheta: 1e6,
    attentionScale: null,
    tiedEmbeddings: true,
    local: { window: 4096, ropeTheta: 1e4, layers: [true, true, true] },
  });
  expect(parseModelConfig({ ...qwen3, head_dim: undefined }, 'config.json').headDim).toBe(128);
});

test('Mistral is a Llama, all of whose layers may have a sliding window', () => {
  const plain = parseModelConfig({ ...mistral, sliding_window: null }, 'config.json');
  expect(plain).toEqual({ ...parseModelConfig(config, 'config.json'), architecture: 'mistral', headDim: 12 });
  const windowed = { window: 5, ropeTheta: 5000, layers: [true, true] };
  expect(parseModelConfig(mistral, 'config.json').local).toEqual(windowed);
});

describe('what is written is read back', () => {
  test.each([
    ['llama', config],
    ['mistral', mistral],
    ['qwen3', qwen3],
    ['gemma3', gemma],
  ])('%s', (_, json) => {
    const parsed = parseModelConfig(json, 'config.json');
    const again = parseModelConfig(modelConfigToHf(parsed), 'config.json');
    expect({ ...again, attentionScale: null }).toEqual({ ...parsed, attentionScale: null });
    expect(again.attentionScale ?? 0).toBeCloseTo(parsed.attentionScale ?? 0, 12);
  });
});

test.each([
  [
    { ...gemma, model_type: 'gemma2' },
    'The architecture "gemma2" in config.json is not supported; use a model of type llama, mistral, qwen2, qwen3 or gemma3_text.',
  ],
  [
    { ...qwen3, hidden_act: 'gelu' },
    'The activation "gelu" in config.json is not supported for qwen3; use a model with silu.',
  ],
  [
    { ...qwen3, attention_bias: true },
    'The setting attention_bias in config.json is not supported for qwen3',
  ],
  [{ ...qwen3, use_sliding_window: true }, 'The setting use_sliding_window in config.json cannot be handled'],
  [{ ...gemma, final_logit_softcapping: 30 }, 'The setting final_logit_softcapping in config.json cannot be'],
  [
    {
      ...gemma,
      rope_parameters: { sliding_attention: { rope_type: 'linear', factor: 2 } },
    },
    'The local layers in config.json have a rope scaling, which is not supported; use a model that scales global layers alone.',
  ],
])('what is not supported is refused by name: %#', (json, message) => {
  expect(() => parseModelConfig(json, 'config.json')).toThrow(
    expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(message) }),
  );
});
