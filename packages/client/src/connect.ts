import { serverFrameSchema } from '@echo/env/wire';
import { socketUrl } from './addresses.js';
import { ClientError, type ClientErrorCode } from './client-error.js';
import type { CallOptions, ClientOptions, OpenEnvClient } from './open-env-client.js';
import { parseResult } from './parse-result.js';
import { openSocket, type Socket } from './socket.js';
import { withLimits } from './with-limits.js';

type Arguments = Readonly<Record<string, unknown>>;

/** A reset that poses the same question again. */
const isRepeatable = (args: Arguments): boolean => args.seed != null || args.index != null;

/**
 * Connects to any OpenEnv server over WebSocket: one client, one session.
 *
 * A lost connection is made again with the next call. Its episode goes on when its reset had a `seed` or
 * `index`, which poses the same question; otherwise the call fails with `SESSION_LOST`. A call that times out
 * or is aborted ends the connection, so that its late reply is never taken for another's. Rejects with a
 * `ClientError`: `CONNECTION_FAILED` when no server answers.
 *
 * @example
 * ```ts no-run
 * import { connect } from '@echo/client';
 *
 * const client = await connect('http://localhost:7860');
 * const { observation } = await client.reset({ seed: 7 });
 * const response = `<confidence>70</confidence><answer>${observation.question}</answer>`;
 * (await client.step({ response })).reward;
 * await client.close();
 * ```
 */
export async function connect(url: string, options: ClientOptions = {}): Promise<OpenEnvClient> {
  const address = socketUrl(url);
  const { timeout = 60, attempts = 3 } = options;
  let socket: Socket | null = null;
  let episode: Arguments | null = null;
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const connected = async (): Promise<Socket> => {
    if (socket?.isOpen) return socket;
    for (let attempt = 1; ; attempt++) {
      try {
        socket = await openSocket(address, options);
        return socket;
      } catch (error) {
        if (attempt >= attempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
      }
    }
  };
  const exchange = async (on: Socket, frame: object): Promise<unknown> => {
    const parsed = serverFrameSchema.safeParse(readJson(await on.request(JSON.stringify(frame))));
    if (!parsed.success)
      throw new ClientError(
        'UNEXPECTED_REPLY',
        `Expected a frame of OpenEnv from ${address}, got another text.`,
      );
    const { type, data } = parsed.data;
    if (type !== 'error') return data;
    const { message, code, ...rest } = data as { message: string; code: string };
    throw new ClientError(code as ClientErrorCode, message, { data: rest });
  };
  const resumed = async (): Promise<Socket> => {
    if (socket?.isOpen || episode === null) return connected();
    if (!isRepeatable(episode))
      throw new ClientError(
        'SESSION_LOST',
        'The connection was lost with its episode; reset for another question.',
      );
    const again = await connected();
    await exchange(again, { type: 'reset', data: episode });
    return again;
  };
  const inTurn = <T>(work: () => Promise<T>, call: CallOptions): Promise<T> => {
    if (isClosed) return Promise.reject(new ClientError('CLOSED', 'The client is closed; connect again.'));
    const turn = queue.then(() => withLimits(work(), { timeout, ...call, giveUp: () => drop() }));
    queue = turn.catch(() => {});
    return turn;
  };
  const drop = (): void => {
    socket?.close();
    socket = null;
  };

  await connected();
  return {
    url: address,
    reset: (args = {}, call = {}) =>
      inTurn(async () => {
        const result = parseResult(await exchange(await connected(), { type: 'reset', data: args }));
        episode = args;
        return result;
      }, call),
    step: (action, call = {}) =>
      inTurn(async () => parseResult(await exchange(await resumed(), { type: 'step', data: action })), call),
    state: (call = {}) =>
      inTurn(async () => (await exchange(await resumed(), { type: 'state' })) as Arguments, call),
    async close() {
      isClosed = true;
      await queue;
      if (socket?.isOpen) socket.send('{"type":"close"}');
      drop();
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
