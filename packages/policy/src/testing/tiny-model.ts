import type { TensorOps } from '@echo/compute';
import { createRng } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { createAdapter, type LoraAdapter, type LoraConfig } from '../lora/adapter.js';
import { assembleCausalLm, type CausalLm, parameterShapes } from '../model/causal-lm.js';
import type { ModelConfig } from '../model/model-config.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';

/**
 * A model of a few thousand random weights over bytes: grouped-query attention, biases and a head of its own.
 */
export const TINY_CONFIG: ModelConfig = {
  architecture: 'qwen2',
  vocabSize: 130,
  hiddenSize: 24,
  intermediateSize: 40,
  layers: 2,
  heads: 4,
  keyValueHeads: 2,
  headDim: 6,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  ropeScaling: null,
  attentionScale: null,
  local: null,
  tiedEmbeddings: false,
  maxPositions: 128,
  bosTokenId: null,
  eosTokenIds: [129],
};

/** `TINY_CONFIG` without biases, with tied embeddings, three layers and one query head per key head. */
export const TINY_LLAMA: ModelConfig = {
  ...TINY_CONFIG,
  architecture: 'llama',
  layers: 3,
  keyValueHeads: 4,
  tiedEmbeddings: true,
};

/** `TINY_CONFIG` with norms of queries and keys and heads wider than their share. */
export const TINY_QWEN3: ModelConfig = { ...TINY_CONFIG, architecture: 'qwen3', headDim: 8 };

/** Gemma 3 with a window of four positions in two of three layers and one key head. */
export const TINY_GEMMA: ModelConfig = {
  ...TINY_CONFIG,
  architecture: 'gemma3_text',
  layers: 3,
  keyValueHeads: 1,
  headDim: 8,
  ropeTheta: 1_000_000,
  attentionScale: 0.3,
  local: { window: 4, ropeTheta: 10_000, layers: [true, false, true] },
  tiedEmbeddings: true,
};

/** A model of random weights. */
export function tinyModel(seed: number | string = 1, config: ModelConfig = TINY_CONFIG): CausalLm {
  return assembleCausalLm(config, (name) => {
    const shape = parameterShapes(config).get(name) ?? [];
    const rng = createRng(seed).fork(name);
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal() * 0.3);
    return tf.tensor(name.includes('norm') ? values.map((x) => 1 + x) : values, [...shape]);
  });
}

/** An adapter whose update is not zero. */
export function tinyAdapter(config: ModelConfig, lora: Partial<LoraConfig>, seed: string): LoraAdapter {
  const adapter = createAdapter(config, { alpha: 16, ...lora }, seed);
  for (const { b } of adapter.modules)
    tf.tidy(() => b.assign(tf.mul(tf.sin(tf.reshape(tf.range(0, b.size), b.shape)), 0.3)));
  return adapter;
}

/** Tensor operations whose compiled functions run by their graph from the first call on. */
export function compiledOps(ops: TensorOps): TensorOps {
  return {
    ...ops,
    compile: (compute, fixed) => {
      const compiled = ops.compile(compute, fixed, 0);
      return (inputs) => {
        ops.scope(() => void compiled(inputs));
        const result = compiled(inputs);
        if (!madeGraphs()) throw new Error('Expected a graph.');
        return result;
      };
    },
  };
}

/** Whether graphs exist, or the backend makes none. */
function madeGraphs(): boolean {
  const { binding, isUsingGpuDevice } = tf.backend() as {
    readonly binding?: { getNumOfSavedModels(): number };
    readonly isUsingGpuDevice?: boolean;
  };
  return !binding || isUsingGpuDevice === true || binding.getNumOfSavedModels() > 0;
}

/** The weighted sum Σ w·x with distinct weights. */
export function weighted(x: tf.Tensor): tf.Scalar {
  return tf.sum(tf.mul(x, tf.sin(tf.reshape(tf.range(0, x.size), x.shape))));
}

/** One token a character of ASCII; 128 starts a turn, 129 ends it. */
export const byteTokenizer: Tokenizer = {
  vocabSize: TINY_CONFIG.vocabSize,
  eosTokenIds: TINY_CONFIG.eosTokenIds,
  encode: (text) => Int32Array.from(text, (c) => c.charCodeAt(0) & 127),
  decode: (ids) => String.fromCharCode(...Array.from(ids).filter((id) => id < 128)),
  applyChatTemplate: (prompt) =>
    Int32Array.from([128, ...prompt.flatMap((m) => [...m.content].map((c) => c.charCodeAt(0) & 127))]),
};
