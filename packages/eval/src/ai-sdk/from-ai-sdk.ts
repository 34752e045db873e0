import type { Completer, CompletionOptions, Prompt, TextCompletion, TokenUsage } from '@echo/core';
import { integerSeed } from '../internal/integer-seed.js';
import { restoreStop } from '../internal/restore-stop.js';

/**
 * What is used of a language model of the AI SDK, `LanguageModelV2`, `V3` and `V4` alike.
 *
 * Parameters are loosely typed, so that no version of the SDK is depended on.
 */
export interface AiSdkModel {
  readonly specificationVersion: 'v2' | 'v3' | 'v4';
  readonly modelId: string;
  // biome-ignore lint/suspicious/noExplicitAny: each version types its options by its own names
  doGenerate(options: any): PromiseLike<GenerateResult>;
  // biome-ignore lint/suspicious/noExplicitAny: each version types its options by its own names
  doStream(options: any): PromiseLike<{ readonly stream: ReadableStream<{ readonly type: string }> }>;
}

interface GenerateResult {
  readonly content: readonly { readonly type: string; readonly text?: unknown }[];
  readonly finishReason: string | { readonly unified: string };
  readonly usage: { readonly inputTokens: TokenCount; readonly outputTokens: TokenCount };
}

type TokenCount = number | undefined | { readonly total: number | undefined };

/** A completer of a language model of the AI SDK; `n` completions are as many calls, without log-probs. */
export function fromAiSdk(model: AiSdkModel): Completer {
  return {
    complete: (prompt, options = {}) => {
      const { n = 1 } = options;
      return Promise.all(
        Array.from({ length: n }, (_, i) => generate(model, callOptions(prompt, options, i), options)),
      );
    },
    async *stream(prompt, options = {}) {
      const { stream } = await model.doStream(callOptions(prompt, options, 0));
      const reader = stream.getReader();
      try {
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          const { type, ...fields } = part.value;
          if (type === 'error') throw (fields as { readonly error: unknown }).error;
          if (type === 'text-delta') yield String((fields as { readonly delta: unknown }).delta);
        }
      } finally {
        await reader.cancel().catch(() => {});
      }
    },
  };
}

async function generate(
  model: AiSdkModel,
  call: object,
  { stop }: CompletionOptions,
): Promise<TextCompletion> {
  const { content, finishReason, usage } = await model.doGenerate(call);
  const text = content.map((part) => (part.type === 'text' ? String(part.text) : '')).join('');
  const isCut = (typeof finishReason === 'string' ? finishReason : finishReason.unified) === 'length';
  return {
    text: isCut ? text : restoreStop(text, stop),
    finishReason: isCut ? 'length' : 'stop',
    ...usageOf(usage),
  };
}

function usageOf({ inputTokens, outputTokens }: GenerateResult['usage']): { readonly usage?: TokenUsage } {
  const [input, output] = [countOf(inputTokens), countOf(outputTokens)];
  if (input === undefined && output === undefined) return {};
  return { usage: { inputTokens: input ?? 0, outputTokens: output ?? 0 } };
}

function countOf(count: TokenCount): number | undefined {
  return typeof count === 'object' ? count.total : count;
}

function callOptions(
  prompt: Prompt,
  { temperature, topP, topK, maxTokens, stop, seed, signal }: CompletionOptions,
  index: number,
): object {
  return {
    prompt: prompt.map(({ role, content }) =>
      role === 'system' ? { role, content } : { role, content: [{ type: 'text', text: content }] },
    ),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && topP !== 1 && { topP }),
    ...(topK !== undefined && topK !== 0 && { topK }),
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(stop?.length && { stopSequences: [...stop] }),
    ...(seed !== undefined && { seed: integerSeed(seed, index) }),
    ...(signal && { abortSignal: signal }),
  };
}
