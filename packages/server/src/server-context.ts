import type { Completer } from '@echo/core';
import type { Phase } from '@echo/env';
import type { FastifyBaseLogger } from 'fastify';
import type { ServerCounters } from './echo/server-counters.js';
import type { SessionContext } from './environment/episode-session.js';
import type { Trainer } from './page/trainer.js';
import type { HttpEpisodes } from './sessions/http-episodes.js';
import type { SessionRegistry } from './sessions/session-registry.js';

/** What the routes and sockets of one server share. */
export interface ServerContext extends SessionContext {
  readonly sessions: SessionRegistry;
  readonly httpEpisodes: HttpEpisodes;
  readonly counters: ServerCounters;
  /** The completers that a page may ask, by name. */
  readonly completers: Readonly<Record<string, Completer>>;
  readonly trainer: Trainer | null;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
  readonly log: FastifyBaseLogger;
  setPhase(phase: Phase): void;
}
