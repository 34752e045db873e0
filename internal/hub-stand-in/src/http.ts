import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that the server was sent. */
export interface HubRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** What the server answers in place of the truth; `content` is that of the file asked for, if any. */
export type HubFault = (request: IncomingMessage, response: ServerResponse, content: Buffer) => void;

/** An answer with a status and JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): JsonAnswer => ({ status: 200, body });

/** A refusal as the Hub words it: a sentence and, where it has one, its code. */
export const refused = (status: number, error: string, code?: string): JsonAnswer => ({
  status,
  body: { error },
  ...(code !== undefined && { headers: { 'x-error-code': code } }),
});

export function sendJson(response: ServerResponse, { status, body, headers }: JsonAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Sends content, or the part of it that the request asks for. */
export function sendContent(
  { method, headers: { range } }: IncomingMessage,
  response: ServerResponse,
  { content, headers }: { readonly content: Buffer; readonly headers: Readonly<Record<string, string>> },
): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const start = Number(from ?? 0);
  if (start > 0 && start >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  const end = to ? Math.min(Number(to), content.length - 1) : content.length - 1;
  const part = content.subarray(start, end + 1);
  response.writeHead(from === undefined ? 200 : 206, {
    'content-length': part.length,
    'accept-ranges': 'bytes',
    ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${content.length}` }),
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : part);
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
