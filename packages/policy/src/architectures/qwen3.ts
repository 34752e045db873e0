import type { Architecture } from './architecture.js';
import { llama } from './llama.js';

/** Qwen3 (Yang et al. 2025): Llama with norms of queries and keys and a head size of its own. */
export const qwen3 = {
  ...llama,
  modelType: 'qwen3',
  huggingFaceClass: 'Qwen3ForCausalLM',
  gguf: 'qwen3',
  norms: {
    ...llama.norms,
    query: { huggingFace: 'self_attn.q_norm', gguf: 'attn_q_norm' },
    key: { huggingFace: 'self_attn.k_norm', gguf: 'attn_k_norm' },
  },
  interleavedInGguf: false,
  defaults: { ...llama.defaults, headDim: 128 },
} as const satisfies Architecture;
