import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ggufEosTokenIds, ggufModelConfig } from './gguf-config.js';
import type { GgufHeader } from './gguf-header.js';
import { BLOCK_FORMATS } from './gguf-quants.js';

const rope = JSON.parse(
  await readFile(new URL('../../fixtures/gguf/rope.json', import.meta.url), 'utf8'),
) as {
  factor: number;
  headDim: number;
  ropeTheta: number;
  factors: number[];
}[];

const format = BLOCK_FORMATS.get('F32');

function header(more: Readonly<Record<string, unknown>> = {}): GgufHeader {
  if (!format) throw new Error('F32 must be known.');
  const metadata = {
    'general.architecture': 'llama',
    'llama.context_length': 131_072,
    'llama.embedding_length': 256,
    'llama.block_count': 2,
    'llama.feed_forward_length': 512,
    'llama.attention.head_count': 4,
    'llama.attention.head_count_kv': 2n,
    'llama.attention.layer_norm_rms_epsilon': Math.fround(1e-5),
    'llama.rope.freq_base': 500_000,
  };
  return {
    metadata: { ...metadata, ...more },
    entries: new Map([['token_embd.weight', { format, shape: [300, 256], begin: 0, end: 0 }]]),
  };
}

test('metadata become a configuration', () => {
  expect(
    ggufModelConfig(
      header({ 'tokenizer.ggml.bos_token_id': 1, 'tokenizer.ggml.eos_token_id': 2n }),
      null,
      'x.gguf',
    ),
  ).toEqual({
    architecture: 'llama',
    vocabSize: 300,
    hiddenSize: 256,
    intermediateSize: 512,
    layers: 2,
    heads: 4,
    keyValueHeads: 2,
    headDim: 64,
    rmsNormEps: 1e-5,
    ropeTheta: 500_000,
    ropeScaling: null,
    attentionScale: null,
    local: null,
    tiedEmbeddings: true,
    maxPositions: 131_072,
    bosTokenId: 1,
    eosTokenIds: [2],
  });
});

test.each(rope)(
  "Llama 3's scaling by $factor is read from the rotary factors that transformers computes",
  ({ factor, headDim, ropeTheta, factors }) => {
    const heads = {
      'llama.attention.key_length': headDim,
      'llama.attention.value_length': headDim,
      'llama.rope.freq_base': ropeTheta,
    };
    const { ropeScaling } = ggufModelConfig(header(heads), Float32Array.from(factors), 'x.gguf');
    expect(ropeScaling).toEqual({
      type: 'llama3',
      factor,
      lowFrequencyFactor: 1,
      highFrequencyFactor: 4,
      originalMaxPositions: 8192,
    });
  },
);

test('rotary factors of another kind are refused, those that are all 1 change nothing', () => {
  const ones = new Float32Array(32).fill(1);
  expect(ggufModelConfig(header(), ones, 'x.gguf').ropeScaling).toBeNull();
  expect(() =>
    ggufModelConfig(
      header(),
      ones.map((x, i) => (i === 9 ? 3 : x)),
      'x.gguf',
    ),
  ).toThrow(
    "The rotary factors in rope_freqs.weight of x.gguf are not Llama 3's; use a model with none, linear or llama3 scaling.",
  );
});

test('linear scaling is read, another is named', () => {
  const scaled = header({ 'llama.rope.scaling.type': 'linear', 'llama.rope.scaling.factor': 4 });
  expect(ggufModelConfig(scaled, null, 'x.gguf').ropeScaling).toEqual({ type: 'linear', factor: 4 });
  expect(() => ggufModelConfig(header({ 'llama.rope.scaling.type': 'yarn' }), null, 'x.gguf')).toThrow(
    'The rope scaling "yarn" in x.gguf is not supported',
  );
});

test.each([
  [{ 'llama.rope.scaling.factor': 4 }, 4],
  [{ 'llama.rope.scale_linear': 2 }, 2],
  [{ 'llama.rope.scaling.type': 'linear', 'llama.rope.scale_linear': 2 }, 2],
  [{ 'llama.rope.scaling.factor': 4, 'llama.rope.scale_linear': 2 }, 4],
])('%j is linear scaling by %d, as llama.cpp reads it', (more, factor) => {
  expect(ggufModelConfig(header(more), null, 'x.gguf').ropeScaling).toEqual({ type: 'linear', factor });
});

test.each([
  { 'llama.rope.scaling.factor': 1 },
  { 'llama.rope.scaling.factor': 0 },
  { 'llama.rope.scale_linear': 1 },
  { 'llama.rope.scaling.type': 'none', 'llama.rope.scaling.factor': 4 },
])('%j is no scaling', (more) => {
  expect(ggufModelConfig(header(more), null, 'x.gguf').ropeScaling).toBeNull();
});

test('rotary factors beside another scaling are refused, not ignored', () => {
  const factors = Float32Array.from(rope[0]?.factors ?? []);
  expect(() => ggufModelConfig(header({ 'llama.rope.scaling.factor': 4 }), factors, 'x.gguf')).toThrow(
    'The model in x.gguf has rotary factors and a rope scaling, which is not supported; use one with either.',
  );
  const ones = new Float32Array(32).fill(1);
  expect(ggufModelConfig(header({ 'llama.rope.scaling.factor': 4 }), ones, 'x.gguf').ropeScaling).toEqual({
    type: 'linear',
    factor: 4,
  });
});

test.each([
  [
    { 'general.architecture': 'gemma2' },
    'The architecture "gemma2" in x.gguf is not supported; use a file of architecture llama, qwen2, qwen3 or gemma3.',
  ],
  [{ 'llama.expert_count': 8 }, 'The model in x.gguf is a mixture of experts'],
  [{ 'llama.rope.dimension_count': 32 }, 'The heads in x.gguf are 64 wide with 32 rotary dimensions'],
  [{ 'llama.attention.sliding_window': 4096 }, 'The setting use_sliding_window in x.gguf cannot be handled'],
])('%j is unsupported', (more, message) => {
  expect(() => ggufModelConfig(header(more), null, 'x.gguf')).toThrow(
    expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(message) }),
  );
});

test('missing metadata are a damaged file', () => {
  expect(() => ggufModelConfig(header({ 'llama.block_count': undefined }), null, 'x.gguf')).toThrow(
    'The GGUF file x.gguf is damaged: its metadata have no number llama.block_count; fetch it again.',
  );
});

test('a completion ends at the end of text, of turn or of message', () => {
  const ids = {
    'tokenizer.ggml.eos_token_id': 5,
    'tokenizer.ggml.eot_token_id': 7n,
    'tokenizer.ggml.eom_token_id': 5,
  };
  expect(ggufEosTokenIds(ids)).toEqual([5, 7]);
});

test("Gemma's window, pattern, local base and scale are read, or what llama.cpp takes for them", () => {
  const gemma = (more: object = {}) => {
    const { metadata, entries } = header();
    const named = Object.entries(metadata).map(([key, value]) => [key.replace(/^llama/, 'gemma3'), value]);
    return {
      entries,
      metadata: {
        ...Object.fromEntries(named),
        'general.architecture': 'gemma3',
        'gemma3.attention.key_length': 32,
        'gemma3.attention.value_length': 32,
        'gemma3.attention.sliding_window': 512,
        ...more,
      },
    };
  };
  const read = (more?: object) => ggufModelConfig(gemma(more), null, 'x.gguf');
  expect(read()).toMatchObject({
    architecture: 'gemma3_text',
    attentionScale: null,
    local: { window: 512, ropeTheta: 10_000, layers: [true, true] },
  });
  expect(read({ 'gemma3.attention.sliding_window': undefined }).local).toBeNull();
  expect(read({ 'gemma3.attention.sliding_window_pattern': 2 }).local?.layers).toEqual([true, false]);
  expect(read({ 'gemma3.attention.sliding_window_pattern': [false, true] }).local?.layers).toEqual([
    false,
    true,
  ]);
  expect(read({ 'gemma3.rope.freq_base_swa': 77 }).local?.ropeTheta).toBe(77);
  expect(read({ 'gemma3.attention.scale': Math.fround(0.1) }).attentionScale).toBeCloseTo(0.1, 12);
  expect(read({ 'gemma3.block_count': 62 }).attentionScale).toBe(1 / 8);
});
