import type { Completer } from '@echo/core';
import type { EpisodeStore } from '@echo/store';
import type { FastifyServerOptions } from 'fastify';
import type { EnvironmentDefinition } from './environment/environment-definition.js';
import type { Trainer } from './page/trainer.js';

/** Options of a server; only the environment must be given. */
export interface ServerOptions {
  readonly environment: EnvironmentDefinition;
  /** Where graded episodes are kept; in memory unless given. The server closes it. */
  readonly store?: EpisodeStore;
  /** Whether to hold the OpenEnv contract to the letter, without conveniences. */
  readonly strict?: boolean;
  /** The most sessions at once; 10,000 unless given. */
  readonly maxSessions?: number;
  /** Seconds after which a session that no socket holds is closed; never unless given. */
  readonly idleTimeout?: number;
  /** The most open episodes of plain HTTP clients; 10,000 unless given. */
  readonly maxHttpEpisodes?: number;
  /** Makes the seeds of unseeded resets reproducible; they are random unless given. */
  readonly seed?: number | string;
  /** The most requests and frames a second of one client address; no limit unless given. */
  readonly rateLimit?: number;
  /** Completers that a page may ask by these names; none unless given. */
  readonly completers?: Readonly<Record<string, Completer>>;
  /** Starts and follows training runs for a page; without one a start is refused with 501. */
  readonly trainer?: Trainer;
  /** The folder of the web page, served at `/`, `/web` and `/ui`; those lead to `/docs` unless given. */
  readonly page?: string;
  /** The bearer token that every call but `/health` must carry; none unless given. */
  readonly token?: string;
  /** The browser origins that may call, beside the server's own; none unless given. */
  readonly origins?: readonly string[];
  /** The largest body and frame in bytes; 16 MiB unless given. */
  readonly maxBytes?: number;
  /** Seconds between pings of a socket; 20 unless given. */
  readonly pingInterval?: number;
  /** Seconds of silence after which a socket's peer is taken to be gone; 3,600 unless given. */
  readonly pingPatience?: number;
  /** Warnings to stderr unless given. */
  readonly logger?: FastifyServerOptions['logger'];
}
