import { httpUrl } from './addresses.js';
import { ClientError } from './client-error.js';
import type { CallOptions, ClientOptions, OpenEnvClient } from './open-env-client.js';
import { isRecord, parseResult } from './parse-result.js';

type Arguments = Readonly<Record<string, unknown>>;

/**
 * A client over plain HTTP, where a server keeps no session.
 *
 * A step sends the arguments of its reset again, so that servers that grade by `seed` can, with the
 * `episode_id` by which `@echo/server` goes on. Other servers may refuse a step over HTTP.
 */
export function connectHttp(url: string, options: ClientOptions = {}): OpenEnvClient {
  const address = httpUrl(url);
  let episode: Arguments = {};

  const call = async (path: string, body: Arguments | null, limits: CallOptions): Promise<unknown> => {
    const { timeout = options.timeout ?? 60, signal } = limits;
    const timer = AbortSignal.timeout(timeout * 1000);
    const response = await fetch(address + path, {
      signal: signal ? AbortSignal.any([signal, timer]) : timer,
      headers: { 'content-type': 'application/json', ...options.headers },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw new ClientError('ABORTED', 'The call was aborted.', { cause });
      if (timer.aborted)
        throw new ClientError('TIMEOUT', `The server did not reply within ${timeout} seconds.`, { cause });
      throw new ClientError(
        'CONNECTION_FAILED',
        `Cannot connect to ${address} (${String(cause)}); see that a server runs there.`,
        { cause },
      );
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text);
    throw refusal(response.status, text);
  };

  return {
    url: address,
    async reset(args = {}, limits = {}) {
      const result = parseResult(await call('/reset', args, limits));
      const { episode_id } = result.metadata;
      episode = { ...args, ...(typeof episode_id === 'string' && { episode_id }) };
      return result;
    },
    step: async (action, limits = {}) => parseResult(await call('/step', { ...episode, action }, limits)),
    state: async (limits = {}) => {
      const state = await call('/state', null, limits);
      return isRecord(state) ? state : {};
    },
    close: async () => {},
  };
}

function refusal(status: number, text: string): ClientError {
  let detail: unknown = text;
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body) && 'detail' in body) detail = body.detail;
  } catch {
    // A text is its own detail.
  }
  const message = typeof detail === 'string' ? detail : JSON.stringify(detail);
  return new ClientError(status === 422 ? 'VALIDATION_ERROR' : 'EXECUTION_ERROR', `${status}: ${message}`, {
    data: { status, detail },
  });
}
