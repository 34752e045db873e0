import type { Architecture } from './architecture.js';

/** Llama 2 and 3, SmolLM2 and others (Touvron et al. 2023). */
export const llama = {
  modelType: 'llama',
  huggingFaceClass: 'LlamaForCausalLM',
  gguf: 'llama',
  norms: {
    beforeAttention: { huggingFace: 'input_layernorm', gguf: 'attn_norm' },
    beforeMlp: { huggingFace: 'post_attention_layernorm', gguf: 'ffn_norm' },
  },
  zeroCentredNorms: false,
  biases: [],
  activation: 'silu',
  scaledEmbeddings: false,
  local: null,
  interleavedInGguf: true,
  defaults: { headDim: null, ropeTheta: 10_000, tiedEmbeddings: false, queryScalar: null },
} as const satisfies Architecture;
