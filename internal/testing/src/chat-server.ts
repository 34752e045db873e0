import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server of tests answers a request with. */
export interface ChatReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ChatServer {
  readonly baseUrl: string;
  readonly requests: readonly {
    readonly body: Record<string, unknown>;
    readonly headers: IncomingHttpHeaders;
  }[];
  close(): Promise<void>;
}

/** A server with OpenAI's chat route, for tests. */
export async function chatServer(
  reply: (body: Record<string, unknown>, place: number) => ChatReply,
): Promise<ChatServer> {
  const requests: { body: Record<string, unknown>; headers: IncomingHttpHeaders }[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const body = JSON.parse(text);
      requests.push({ body, headers: request.headers });
      const { status = 200, headers, body: answer } = reply(body, requests.length - 1);
      const isText = typeof answer === 'string';
      response.writeHead(status, {
        'content-type': isText ? 'text/event-stream' : 'application/json',
        ...headers,
      });
      response.end(isText ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The body of a chat response with these texts. */
export function chatBody(texts: readonly string[], more: object = {}, reason = 'stop'): object {
  return {
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model: 'm',
    choices: texts.map((content, index) => ({
      index,
      message: { role: 'assistant', content },
      finish_reason: reason,
      logprobs: null,
      ...more,
    })),
    usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
  };
}
