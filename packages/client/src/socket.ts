import { ClientError } from './client-error.js';
import type { ClientOptions } from './open-env-client.js';

/** A connected socket that carries one request at a time. */
export interface Socket {
  readonly isOpen: boolean;
  /**
   * The text of the next frame; rejects with `CONNECTION_LOST` when the socket ends first.
   *
   * A frame that came unasked, such as that of a full server, is the reply and ends the socket.
   */
  request(text: string): Promise<string>;
  /** Sends without waiting for a reply. */
  send(text: string): void;
  close(): void;
}

/** Opens a socket, with the browser's own implementation where there is one. */
export async function openSocket(
  url: string,
  { connectTimeout = 10, headers = {} }: ClientOptions,
): Promise<Socket> {
  const socket = await implementation(url, headers);
  let waiting: { resolve(text: string): void; reject(error: ClientError): void } | null = null;
  let unasked: string | null = null;
  const ended = (code?: number): void => {
    const because = code === undefined ? '' : ` with code ${code}`;
    waiting?.reject(new ClientError('CONNECTION_LOST', `${url} closed the connection${because}.`));
    waiting = null;
  };
  socket.addEventListener('message', ({ data }) => {
    if (waiting) waiting.resolve(String(data));
    else unasked = String(data);
    waiting = null;
  });
  socket.addEventListener('close', ({ code }) => ended(code));
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(
        new ClientError(
          'CONNECTION_FAILED',
          `Cannot connect to ${url} (${why}); see that a server runs there.`,
        ),
      );
      socket.close();
    };
    const timer = setTimeout(() => fail(`no answer in ${connectTimeout} seconds`), connectTimeout * 1000);
    socket.addEventListener('error', (event) => fail(reasonOf(event)));
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN;
    },
    request: (text) =>
      new Promise((resolve, reject) => {
        if (unasked !== null) {
          socket.close();
          return resolve(unasked);
        }
        waiting = { resolve, reject };
        if (socket.readyState === socket.OPEN) socket.send(text);
        else ended();
      }),
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}

async function implementation(url: string, headers: Readonly<Record<string, string>>): Promise<WebSocket> {
  if (typeof process === 'undefined' || !process.versions?.node) return new WebSocket(url);
  const { WebSocket: NodeSocket } = await import('ws');
  return new NodeSocket(url, { headers, maxPayload: 100 * 2 ** 20 }) as unknown as WebSocket;
}

function reasonOf(event: object): string {
  return 'message' in event && typeof event.message === 'string' ? event.message : 'refused';
}
