import type { EchoServer, ListenOptions } from '../index.js';
import { builtinEnvironment, createServer } from '../index.js';
import type { ServerOptions } from '../server-options.js';

/** A silent server of the embedded tasks for tests, on a free port unless told. */
export async function start({
  port = 0,
  alsoPorts = [],
  ...options
}: Partial<ServerOptions> & Pick<ListenOptions, 'port' | 'alsoPorts'> = {}): Promise<
  EchoServer & { readonly url: string }
> {
  const server = await createServer({ environment: builtinEnvironment(), logger: false, ...options });
  return { ...server, url: await server.listen({ port, alsoPorts }) };
}

/** A POST of JSON, with its status and its body read. */
export async function post(url: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  return { status: response.status, body: readable(await response.text()) };
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
