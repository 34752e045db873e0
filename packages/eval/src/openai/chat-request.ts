import type { CompletionOptions, Prompt } from '@echo/core';
import type OpenAI from 'openai';
import { integerSeed } from '../internal/integer-seed.js';
import type { RefusableParameter } from './service-error.js';

/** The body of a chat request, without `stream`. */
export type ChatRequest = Omit<OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, 'stream'> & {
  /** Known to vLLM, llama.cpp and Ollama, not to OpenAI. */
  readonly top_k?: number;
};

/** The most likely tokens that the route gives for each sampled one. */
const MAX_TOP = 20;

export interface ChatCall {
  readonly model: string;
  readonly prompt: Prompt;
  readonly options: CompletionOptions;
  /** The place of the completion among those of one call, for its seed. */
  readonly index: number;
}

/** The request of a call, without what the server refused before. */
export function requestOf(
  { model, prompt, options, index }: ChatCall,
  refused: ReadonlySet<RefusableParameter>,
): ChatRequest {
  const { n, temperature, topP, topK, maxTokens, stop, seed, topLogProbs } = options;
  const sent = (name: RefusableParameter, given: unknown): boolean =>
    given !== undefined && !refused.has(name);
  return {
    model,
    messages: prompt.map(({ role, content }) => ({ role, content })),
    ...(sent('temperature', temperature) && { temperature: temperature as number }),
    ...(sent('top_p', topP) && topP !== 1 && { top_p: topP as number }),
    ...(sent('top_k', topK) && topK !== 0 && { top_k: topK as number }),
    ...(maxTokens !== undefined && {
      [refused.has('max_tokens') ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    }),
    ...(sent('stop', stop) && stop?.length && { stop: [...stop] }),
    ...(sent('seed', seed) && { seed: integerSeed(seed as number | string, index) }),
    ...(sent('logprobs', topLogProbs) && {
      logprobs: true,
      top_logprobs: Math.min(MAX_TOP, topLogProbs as number),
    }),
    ...(sent('n', n) && (n as number) > 1 && { n: n as number }),
  };
}
