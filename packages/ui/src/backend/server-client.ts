import { EchoError } from '@echo/core';
import type { WireCompletionEvent, WireRunEvent } from '@echo/env/wire';
import type { ServerClient } from '../backend.js';
import type { Access } from './access.js';
import { eventValues } from './event-stream.js';

/** The server below an address. Where it wants a token the call waits until the visitor has given one. */
export function serverClient(base: string, access: Access): ServerClient {
  async function call(path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const bearer = access.token();
    const reply = await fetch(new URL(path, base), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }).catch((cause: Error) => {
      if (signal?.aborted) throw cause;
      throw new EchoError('service-failed', 'The server does not answer; look whether it still runs.', {
        cause,
      });
    });
    if (reply.status === 401) {
      await access.ask(bearer);
      return call(path, body, signal);
    }
    if (!reply.ok) throw await refusalOf(reply);
    return reply;
  }
  const json = async <T>(path: string, body?: unknown): Promise<T> =>
    (await call(path, body)).json() as Promise<T>;
  const run = (id: string, verb = '') => `echo/runs/${encodeURIComponent(id)}${verb}`;
  return {
    completers: async () =>
      (await json<{ completers: { name: string }[] }>('echo/completers')).completers.map(({ name }) => name),
    async *complete(name, prompt, { temperature, maxTokens, signal } = {}) {
      const body = {
        messages: prompt,
        stream: true,
        ...(temperature !== undefined && { temperature }),
        ...(maxTokens !== undefined && { max_tokens: maxTokens }),
      };
      const reply = await call(`echo/completers/${encodeURIComponent(name)}`, body, signal);
      for await (const value of eventsOf(reply)) {
        const event = value as WireCompletionEvent;
        if (event.type === 'piece') yield event.text;
        if (event.type === 'error') throw new EchoError('service-failed', event.message);
        if (event.type === 'end') return;
      }
    },
    evaluate: (request) => json('echo/evaluations', request),
    evaluation: (id) => json(`echo/evaluations/${encodeURIComponent(id)}`),
    evaluationTrials: async (id) =>
      (await json<{ trials: [] }>(`echo/evaluations/${encodeURIComponent(id)}/trials`)).trials,
    cancelEvaluation: (id) => json(`echo/evaluations/${encodeURIComponent(id)}/cancel`, {}),
    async runs() {
      const { runs, can_start } = await json<{ runs: []; can_start: boolean }>('echo/runs');
      return { runs, canStart: can_start };
    },
    startRun: (request) => json('echo/runs', request),
    pauseRun: (id) => json(run(id, '/pause'), {}),
    resumeRun: (id) => json(run(id, '/resume'), {}),
    async *runEvents(id, signal) {
      for await (const value of eventsOf(await call(run(id, '/events'), undefined, signal)))
        yield value as WireRunEvent;
    },
  };
}

function eventsOf({ body }: Response): AsyncIterable<unknown> {
  if (body === null) throw new EchoError('service-failed', 'The server sent no events; ask again.');
  return eventValues(body);
}

async function refusalOf(reply: Response): Promise<EchoError> {
  const said = (await reply.json().catch(() => null)) as { detail?: unknown } | null;
  const detail = typeof said?.detail === 'string' ? said.detail : `status ${reply.status}`;
  return new EchoError('service-failed', detail);
}
