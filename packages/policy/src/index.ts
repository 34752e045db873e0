// Policies

export { type CreatePolicyOptions, createPolicy } from './create-policy.js';
export { loadPolicy, type PolicyOptions } from './load-policy.js';
export type {
  Continuation,
  LogitsContinuation,
  LogitsScore,
  LogProbsContinuation,
  LogProbsScore,
  MicroBatch,
  MicroBatchOptions,
  Policy,
  PolicySampling,
  Samples,
  ScoreOptions,
  Scores,
  TreeContinuation,
} from './policy.js';

// Tokens, activations and sampling

export type { ActivationCache, CachedGroups } from './model/activation-cache.js';
export type { TokenBatch, TokenTree } from './model/token-batch.js';
export { DEFAULT_SAMPLING, type Sampling } from './sampling/sampling-options.js';

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

export { groupLogProbs } from './group-log-probs.js';
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
export { type ModelConfig, modelConfigToHf, parseModelConfig } from './model/model-config.js';

// Checkpoints

export { openGguf } from './checkpoint/gguf.js';
export { openHuggingFaceFolder } from './checkpoint/hugging-face.js';
export type { ModelWeights } from './checkpoint/model-weights.js';
export { replaceFolder } from './checkpoint/replace-folder.js';
export { readSafetensors, writeSafetensors } from './checkpoint/safetensors.js';

// Tokenizers

export { type ChatTemplateOptions, DEFAULT_DATE, PLAIN_CHAT_TEMPLATE } from './tokenizer/chat-template.js';
export { type Tokenizer, tokenizerFromFiles } from './tokenizer/tokenizer.js';
