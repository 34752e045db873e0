import type { Completer, CompletionOptions, Prompt, TextCompletion } from '@echo/core';
import { EchoError } from '@echo/core';
import OpenAI from 'openai';
import { requestOf } from './chat-request.js';
import { completionsOf } from './chat-response.js';
import { type RefusableParameter, refusedParameter, serviceError } from './service-error.js';

export interface OpenAICompatibleOptions {
  /** The name the server knows the model by. */
  readonly model: string;
  /** Where the server is, such as `http://127.0.0.1:8000/v1`; OpenAI's own unless given. */
  readonly baseUrl?: string;
  /**
   * The environment variable that holds the key.
   *
   * `OPENAI_API_KEY` for OpenAI unless given; no key is sent to any other server unless one is named.
   */
  readonly apiKeyVariable?: string;
  /** Sent with every call, such as `{ reasoning_effort: 'low' }`. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /** Replaces `fetch`, for tests and proxies. */
  readonly fetch?: typeof fetch;
}

const OPENAI_URL = 'https://api.openai.com/v1';
/** The most parameters that are left out of one call, one after another. */
const MAX_ADAPTATIONS = 6;

/**
 * A completer of a server with OpenAI's chat route: OpenAI, vLLM, llama.cpp, Ollama, TGI and others.
 *
 * A parameter that the server refuses is left out from then on; completions it does not give for `n` are
 * asked for one by one. Log-probs are given where the server gives them. Throws `service-failed` where the
 * key, the address or the model is wrong; other failures are left to the caller's retries.
 *
 * @example
 * ```ts no-run
 * import { evaluateAll } from '@echo/eval';
 * import { openAICompatible } from '@echo/eval/openai';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const completer = openAICompatible({ baseUrl: 'http://127.0.0.1:8000/v1', model: 'qwen' });
 * const trials = await evaluateAll(completer, builtinTasks('test').slice(0, 100));
 * ```
 */
export function openAICompatible(options: OpenAICompatibleOptions): Completer {
  const { model, baseUrl = OPENAI_URL, extraBody = {}, fetch } = options;
  const apiKey = keyOf(options);
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, ...(fetch && { fetch }) });
  const refused = new Set<RefusableParameter>();
  const create = async (prompt: Prompt, asked: CompletionOptions, index: number) => {
    for (let adaptations = 0; ; adaptations++) {
      const request = { ...requestOf({ model, prompt, options: asked, index }, refused), ...extraBody };
      const init = asked.signal ? { signal: asked.signal } : {};
      try {
        return completionsOf(
          await client.chat.completions.create({ ...request, stream: false }, init),
          asked,
        );
      } catch (error) {
        const parameter = refusedParameter(error, request);
        if (parameter === null || refused.has(parameter) || adaptations === MAX_ADAPTATIONS)
          throw serviceError(error, { model, baseUrl, apiKey });
        refused.add(parameter);
      }
    }
  };
  return {
    async complete(prompt, asked = {}) {
      const { n = 1, ...single } = asked;
      const found: TextCompletion[] = [...(await create(prompt, asked, 0))];
      if (found.length < n) refused.add('n');
      while (found.length < n) {
        const [next] = await create(prompt, single, found.length);
        if (!next) break;
        found.push(next);
      }
      return found.slice(0, n);
    },
    async *stream(prompt, asked = {}) {
      const request = requestOf({ model, prompt, options: { ...asked, n: 1 }, index: 0 }, refused);
      const init = asked.signal ? { signal: asked.signal } : {};
      try {
        const chunks = await client.chat.completions.create({ ...request, ...extraBody, stream: true }, init);
        for await (const chunk of chunks) {
          const text = chunk.choices[0]?.delta.content;
          if (text) yield text;
        }
      } catch (error) {
        throw serviceError(error, { model, baseUrl, apiKey });
      }
    },
  };
}

/** The key from the environment; a stand-in for servers that want none. */
function keyOf({ baseUrl, apiKeyVariable }: OpenAICompatibleOptions): string {
  const isOpenAI = baseUrl === undefined || new URL(baseUrl).hostname === 'api.openai.com';
  const variable = apiKeyVariable ?? (isOpenAI ? 'OPENAI_API_KEY' : undefined);
  if (variable === undefined) return 'none';
  const key = globalThis.process?.env[variable];
  if (!key)
    throw new EchoError(
      'invalid-input',
      `Expected the key of the service in the environment variable ${variable}, which is not set; set it, or name another with \`apiKeyVariable\`.`,
    );
  return key;
}
