// Policies

export { type CreatePolicyOptions, createPolicy } from './create-policy.js';
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
  StreamedToken,
  TreeContinuation,
} from './policy.js';
export { type ModelFileBytes, policyFromFiles } from './policy-from-files.js';
export type { ModelPolicyOptions } from './policy-from-model.js';

// Tokens, activations and sampling

export type { ActivationCache, CachedGroups } from './model/activation-cache.js';
export type { TokenBatch, TokenTree } from './model/token-batch.js';
export { type TokenTrie, tokenTrie } from './model/token-trie.js';
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
  type RankAndAlpha,
} from './lora/adapter.js';
export { type PeftAdapter, type PeftFiles, peftFiles, peftFromFiles } from './lora/peft-files.js';

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
export { promptStates } from './prompt-states.js';

// Checkpoints

export type { ModelFiles } from './checkpoint/hugging-face.js';
export type { ModelWeights } from './checkpoint/model-weights.js';
export type { SafetensorsFormat, StoredTensor } from './checkpoint/safetensors.js';

// Tokenizers

export { type ChatTemplateOptions, DEFAULT_DATE, PLAIN_CHAT_TEMPLATE } from './tokenizer/chat-template.js';
export { type Tokenizer, tokenizerFromFiles } from './tokenizer/tokenizer.js';
