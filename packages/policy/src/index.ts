// Policies

export { createPolicy } from './causal-policy.js';
export { loadPolicy, type PolicyOptions } from './load-policy.js';
// Adapters
export {
  adapterParameters,
  assignAdapter,
  createAdapter,
  DEFAULT_LORA,
  type LoraAdapter,
  type LoraConfig,
  type LoraModule,
} from './lora/adapter.js';
export { type PeftAdapter, readPeftFolder, writePeftFolder } from './lora/peft-files.js';
// Models
export {
  assembleCausalLm,
  type CausalLm,
  disposeCausalLm,
  type Linear,
  PROJECTIONS,
  type Projection,
  parameterShapes,
} from './model/causal-lm.js';
export { loadCausalLm } from './model/load-causal-lm.js';
export type {
  Continuation,
  LogProbOptions,
  Policy,
  PolicySampling,
  TokenBatch,
  TokenTree,
} from './policy.js';
// Sampling
export { DEFAULT_SAMPLING, type Sampling } from './sampling/generate.js';
export { groupLogProbs } from './score-groups.js';
// Tokenizers
export { type ChatTemplateOptions, DEFAULT_DATE, PLAIN_CHAT_TEMPLATE } from './tokenizer/chat-template.js';
export { type Tokenizer, tokenizerFromFiles } from './tokenizer/tokenizer.js';
export { openGguf } from './weights/gguf.js';
export { openHuggingFaceFolder } from './weights/hugging-face.js';
// Files
export { type ModelConfig, modelConfigToHf, parseModelConfig } from './weights/model-config.js';
export type { ModelWeights } from './weights/model-weights.js';
export { replaceFolder } from './weights/replace-folder.js';
export { readSafetensors, writeSafetensors } from './weights/safetensors.js';
