import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type GuardOptions, refusalOf } from '../http/guards.js';
import { waitForTurn } from '../http/rate-limit.js';
import { RPC, rpcError } from '../mcp/json-rpc.js';
import type { ServerContext } from '../server-context.js';
import { CapacityError } from '../sessions/session-registry.js';
import { attachSession } from './attach-session.js';
import { envFrames, errorFrame } from './env-socket.js';
import { type FrameQueue, frameQueue } from './frame-queue.js';
import { type HeartbeatOptions, heartbeat } from './heartbeat.js';
import { mcpFrames } from './mcp-socket.js';

export interface SocketOptions {
  /** The largest frame, in bytes. */
  readonly maxPayload: number;
  readonly heartbeat: HeartbeatOptions;
  readonly guards: GuardOptions;
}

/** The sockets of a server. */
export interface SocketServer {
  /** Answers the frames that came, then closes every socket with 1001. */
  close(): Promise<void>;
}

/** Serves `/ws` and `/mcp` as sockets on an HTTP server; an upgrade of another path is refused with 403. */
export function serveSockets(server: Server, context: ServerContext, options: SocketOptions): SocketServer {
  const { log, counters } = context;
  const pings = heartbeat(options.heartbeat);
  const queues = new Map<WebSocket, FrameQueue>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxPayload,
    perMessageDeflate: {
      threshold: 4096,
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
      concurrencyLimit: 4,
    },
  });

  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => {});
    const url = addressOf(request);
    const status = refusalOf(request, options.guards) ?? (url && isSocketPath(url.pathname) ? null : 403);
    if (status !== null || !url) refuseUpgrade(stream, status ?? 400);
    else
      sockets.handleUpgrade(request, stream, head, (socket) =>
        serve(socket, url, request.socket.remoteAddress ?? ''),
      );
  };
  server.on('upgrade', upgrade);

  function serve(socket: WebSocket, url: URL, address: string): void {
    const isMcp = url.pathname === '/mcp';
    socket.on('error', (error) => log.info({ err: error }, 'socket failed'));
    try {
      const held = attachSession(context, isMcp ? null : url.searchParams.get('session_id'));
      socket.on('close', () => {
        held.release();
        queues.delete(socket);
      });
      pings.watch(socket);
      const answer = isMcp ? mcpFrames(context, held.session) : envFrames(context, held.session, socket);
      const { rate } = options.guards;
      queues.set(
        socket,
        frameQueue(socket, async (data, isBinary) => {
          if (rate) await waitForTurn(rate, address);
          return answer(data, isBinary);
        }),
      );
    } catch (error) {
      counters.sessionsRefused += 1;
      log.warn({ err: error }, 'session refused');
      const reply = isMcp ? refusedRpc(error) : refusedFrame(error);
      socket.send(JSON.stringify(reply), () => socket.close(1000));
    }
  }

  return {
    async close() {
      server.off('upgrade', upgrade);
      pings.stop();
      await Promise.all(
        [...queues].map(async ([socket, queue]) => {
          await queue.drain();
          socket.close(1001, 'server shutting down');
        }),
      );
      const late = setTimeout(() => {
        for (const socket of queues.keys()) socket.terminate();
      }, 2000).unref();
      await Promise.all(
        [...queues.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      clearTimeout(late);
    },
  };
}

function isSocketPath(path: string): boolean {
  return path === '/ws' || path === '/mcp';
}

function addressOf(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '/', 'ws://server');
  } catch {
    return null;
  }
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
};

function refuseUpgrade(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function refusedFrame(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CapacityError)) return errorFrame('SESSION_ERROR', message);
  const { active, max } = error;
  return errorFrame('CAPACITY_REACHED', message, { active_sessions: active, max_sessions: max });
}

function refusedRpc(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  const data =
    error instanceof CapacityError ? { active_sessions: error.active, max_sessions: error.max } : null;
  return rpcError(null, RPC.server, message, data);
}
