import type { Server } from 'node:http';
import { createRng, EchoError } from '@echo/core';
import type { Phase } from '@echo/env';
import { type EpisodeStore, openStore } from '@echo/store';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { addRoutes } from './add-routes.js';
import { newCounters } from './echo/server-counters.js';
import type { SessionContext } from './environment/episode-session.js';
import { taskSplits } from './environment/task-splits.js';
import { listenToo } from './http/listen-too.js';
import { rateLimit } from './http/rate-limit.js';
import type { ServerContext } from './server-context.js';
import type { ServerOptions } from './server-options.js';
import { httpEpisodes } from './sessions/http-episodes.js';
import { sessionRegistry } from './sessions/session-registry.js';
import { serveSockets } from './socket/socket-server.js';

export interface ListenOptions {
  /** 127.0.0.1 unless given; another needs a token, or `insecure`. */
  readonly host?: string;
  /** 7860 unless given; 0 for a free one. */
  readonly port?: number;
  /** Further ports of the same server; none unless given. */
  readonly alsoPorts?: readonly number[];
  /** Whether to listen beyond this machine without a token. */
  readonly insecure?: boolean;
}

/** A server of one environment. */
export interface EchoServer {
  /** The Fastify instance, to add routes to before it listens. */
  readonly app: FastifyInstance;
  readonly store: EpisodeStore;
  /** Listens and returns the address, `http://…`. */
  listen(options?: ListenOptions): Promise<string>;
  /** Answers what has come, closes every socket, writes what is pending and closes the store. */
  close(): Promise<void>;
}

const MEBIBYTE = 2 ** 20;

/**
 * A server of an environment in OpenEnv's contract: HTTP, WebSocket and MCP on one port.
 *
 * Every socket is a session of its own, every graded episode is kept before its reply is sent, and equal
 * seeds pose equal questions over every route. Throws `invalid-input` for an environment without splits.
 *
 * @example
 * ```ts
 * import { builtinEnvironment, createServer } from '@echo/server';
 *
 * const server = await createServer({ environment: builtinEnvironment() });
 * const reply = await server.app.inject({ method: 'POST', url: '/reset', payload: { seed: 7 } });
 * reply.json().done; // → false
 * await server.close();
 * ```
 */
export async function createServer(options: ServerOptions): Promise<EchoServer> {
  const { environment, strict = false, token = null, origins = [], maxBytes = 16 * MEBIBYTE } = options;
  const splits = taskSplits(environment);
  const store = options.store ?? (await openStore(':memory:'));
  const app = Fastify({
    bodyLimit: maxBytes,
    exposeHeadRoutes: false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    logger: options.logger ?? { level: 'warn', stream: process.stderr },
    routerOptions: { maxParamLength: 255 },
  });
  const closing = new AbortController();
  let phase: Phase | null = null;
  const session: SessionContext = {
    definition: environment,
    splits,
    store,
    strict,
    phase: () => phase,
    drawSeed: seedSource(options.seed),
  };
  const context: ServerContext = {
    ...session,
    sessions: sessionRegistry(session, {
      max: options.maxSessions ?? 10_000,
      idleTimeout: options.idleTimeout ?? null,
    }),
    httpEpisodes: httpEpisodes(options.maxHttpEpisodes ?? 10_000),
    counters: newCounters(),
    completers: options.completers ?? {},
    trainer: options.trainer ?? null,
    closing: closing.signal,
    log: app.log,
    setPhase: (next) => {
      phase = next;
    },
  };
  const guards = { token, origins, rate: rateLimit(options.rateLimit ?? null) };
  addRoutes(app, context, { guards, page: options.page ?? null });
  const { pingInterval = 20, pingPatience = 3600 } = options;
  const sockets = serveSockets(app.server, context, {
    maxPayload: maxBytes,
    heartbeat: { interval: pingInterval, patience: pingPatience },
    guards,
  });
  const more: Server[] = [];
  app.addHook('preClose', async () => {
    closing.abort();
    for (const server of more) {
      server.close();
      server.closeIdleConnections();
    }
    await sockets.close();
  });
  app.addHook('onClose', async () => {
    context.sessions.stop();
    await options.trainer?.close();
    await store.close();
  });

  return {
    app,
    store,
    async listen({ host = '127.0.0.1', port = 7860, alsoPorts = [], insecure = false } = {}) {
      if (token === null && !insecure && !isLoopback(host))
        throw new EchoError(
          'invalid-input',
          `Listening on ${host} lets anyone on the network call; give a token, or \`insecure\`.`,
        );
      const address = await app.listen({ host, port });
      for (const also of alsoPorts) more.push(await listenToo(app, { host, port: also }));
      return address;
    },
    close: () => app.close(),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** The seeds of unseeded resets: whole numbers, random or from a seed of their own. */
function seedSource(seed: number | string | undefined): () => number {
  const bound = 2 ** 31;
  if (seed === undefined) return () => Math.floor(Math.random() * bound);
  const rng = createRng(seed).fork('resets');
  return () => rng.int(bound);
}
