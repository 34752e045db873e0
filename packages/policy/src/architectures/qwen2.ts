import type { Architecture } from './architecture.js';
import { llama } from './llama.js';

/** Qwen2 and Qwen2.5 (Yang et al. 2024): Llama with biases of queries, keys and values. */
export const qwen2 = {
  ...llama,
  modelType: 'qwen2',
  huggingFaceClass: 'Qwen2ForCausalLM',
  gguf: 'qwen2',
  biases: ['q_proj', 'k_proj', 'v_proj'],
  interleavedInGguf: false,
} as const satisfies Architecture;
