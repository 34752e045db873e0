import { type ModelConfig, parseModelConfig } from '../model/model-config.js';
import type { ChatTemplateOptions } from '../tokenizer/chat-template.js';
import { type Tokenizer, tokenizerFromFiles } from '../tokenizer/tokenizer.js';
import type { ModelWeights } from './model-weights.js';

/** The opened files of a model: configuration, weights and tokenizer. */
export interface ModelFiles {
  readonly config: ModelConfig;
  readonly weights: ModelWeights;
  readonly tokenizer: Tokenizer;
}

type Settings = Readonly<Record<string, unknown>>;

/** The parsed JSON files of a model in Hugging Face's layout; all but the first two may be left out. */
export interface HuggingFaceSettings {
  /** config.json. */
  readonly config: object;
  /** tokenizer.json. */
  readonly tokenizer: object;
  /** tokenizer_config.json. */
  readonly tokenizerConfig?: Settings;
  /** special_tokens_map.json. */
  readonly specialTokens?: Settings;
  /** generation_config.json. */
  readonly generation?: Settings;
  /** The chat template of a file of its own, before that of `tokenizerConfig`. */
  readonly chatTemplate?: string;
}

/** The configuration and the tokenizer of a model; `source` stands for config.json in errors. */
export function modelFromSettings(
  {
    config: json,
    tokenizer,
    tokenizerConfig = {},
    specialTokens,
    generation,
    chatTemplate,
  }: HuggingFaceSettings,
  source = 'config.json',
  options: ChatTemplateOptions = {},
): Omit<ModelFiles, 'weights'> {
  const ends = [(json as Settings).eos_token_id, generation?.eos_token_id].flat().filter((id) => id != null);
  const config = parseModelConfig({ ...json, eos_token_id: [...new Set(ends)] }, source);
  const settings = {
    ...specialTokens,
    ...tokenizerConfig,
    chat_template: chatTemplate ?? tokenizerConfig.chat_template,
  };
  return { config, tokenizer: tokenizerFromFiles(tokenizer, settings, config.eosTokenIds, options) };
}
