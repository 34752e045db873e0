import type { CompletionOptions, Prompt } from '@echo/core';
import {
  completionRequestSchema,
  type WireCompletionEvent,
  type WireCompletionRequest,
} from '@echo/env/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpFault } from '../http/error-replies.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';
import { sendEvents } from './event-stream.js';
import { namedCompleter } from './named-completer.js';

/** Adds `/echo/completers`: their names, and completions, streamed where they are asked to be. */
export function addCompleterRoutes(app: FastifyInstance, context: ServerContext): void {
  const zod = withZod(app);
  const tags = ['Page'];
  zod.get('/echo/completers', { schema: { summary: 'The completers by name', tags } }, async () => ({
    completers: Object.keys(context.completers).map((name) => ({ name })),
  }));

  zod.post(
    '/echo/completers/:name',
    {
      schema: {
        summary: 'Ask a completer',
        tags,
        params: z.object({ name: z.string() }),
        body: completionRequestSchema,
      },
    },
    async ({ params, body, log }, reply) => {
      const completer = namedCompleter(context, params.name);
      const prompt: Prompt = body.messages;
      if (body.stream) {
        const written = (signal: AbortSignal) => {
          const options = { ...samplingOf(body), signal };
          return completer.stream?.(prompt, options) ?? whole(completer.complete(prompt, options));
        };
        return sendEvents<WireCompletionEvent>(reply, context.closing, {
          async *events(signal) {
            for await (const text of written(signal)) yield { type: 'piece', text };
            yield { type: 'end' };
          },
          onError(error) {
            log.warn({ err: error, completer: params.name }, 'completer failed');
            return { type: 'error', message: messageOf(error) };
          },
        });
      }
      const [completion] = await completer.complete(prompt, samplingOf(body)).catch((error: unknown) => {
        log.warn({ err: error, completer: params.name }, 'completer failed');
        throw new HttpFault(502, messageOf(error));
      });
      if (!completion) throw new HttpFault(502, `The completer ${params.name} gave no completion.`);
      return { text: completion.text, finish_reason: completion.finishReason };
    },
  );
}

function samplingOf({ max_tokens, temperature, stop }: WireCompletionRequest): CompletionOptions {
  return {
    ...(max_tokens !== undefined && { maxTokens: max_tokens }),
    ...(temperature !== undefined && { temperature }),
    ...(stop !== undefined && { stop }),
  };
}

/** A completion that comes at once, as a stream of one piece. */
async function* whole(completions: Promise<readonly { readonly text: string }[]>): AsyncGenerator<string> {
  for (const { text } of (await completions).slice(0, 1)) yield text;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
