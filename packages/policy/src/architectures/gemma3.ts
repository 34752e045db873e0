import type { Architecture } from './architecture.js';

/**
 * The text model of Gemma 3 (Gemma Team 2025): norms around attention and MLP, scaled embeddings, and five
 * layers with a sliding window to each one that sees all positions.
 */
export const gemma3 = {
  modelType: 'gemma3_text',
  huggingFaceClass: 'Gemma3ForCausalLM',
  gguf: 'gemma3',
  norms: {
    beforeAttention: { huggingFace: 'input_layernorm', gguf: 'attn_norm' },
    query: { huggingFace: 'self_attn.q_norm', gguf: 'attn_q_norm' },
    key: { huggingFace: 'self_attn.k_norm', gguf: 'attn_k_norm' },
    afterAttention: { huggingFace: 'post_attention_layernorm', gguf: 'post_attention_norm' },
    beforeMlp: { huggingFace: 'pre_feedforward_layernorm', gguf: 'ffn_norm' },
    afterMlp: { huggingFace: 'post_feedforward_layernorm', gguf: 'post_ffw_norm' },
  },
  zeroCentredNorms: true,
  biases: [],
  activation: 'gelu_pytorch_tanh',
  scaledEmbeddings: true,
  local: { window: 4096, globalEvery: 6, ropeTheta: 10_000 },
  interleavedInGguf: false,
  defaults: { headDim: 256, ropeTheta: 1_000_000, tiedEmbeddings: true, queryScalar: 256 },
} as const satisfies Architecture;
