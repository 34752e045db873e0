import type { Architecture } from './architecture.js';
import { llama } from './llama.js';

/** Mistral (Jiang et al. 2023): Llama, where all layers may have a sliding window. In GGUF it is a Llama. */
export const mistral = {
  ...llama,
  modelType: 'mistral',
  huggingFaceClass: 'MistralForCausalLM',
  local: { window: 4096, globalEvery: null, ropeTheta: null },
} as const satisfies Architecture;
