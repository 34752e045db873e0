import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A client of tests: one frame out, one frame in. */
export interface TestSocket {
  readonly socket: WebSocket;
  send(frame: unknown): Promise<Readonly<Record<string, unknown>>>;
  /** The next frame, whoever caused it. */
  next(): Promise<Readonly<Record<string, unknown>>>;
  /** The code with which the other end closes. */
  closed(): Promise<number>;
  close(): Promise<void>;
}

/** Connects to a path of a server whose address starts with `http`. */
export async function connect(url: string, path = '/ws'): Promise<TestSocket> {
  const socket = new WebSocket(url.replace('http', 'ws') + path);
  const received: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const take = waiting.shift();
    if (take) take(data.toString());
    else received.push(data.toString());
  });
  const ended = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  const next = async () => {
    const text = received.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)));
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  return {
    socket,
    send(frame) {
      socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
      return next();
    },
    next,
    closed: () => ended,
    async close() {
      socket.close();
      await ended;
    },
  };
}
