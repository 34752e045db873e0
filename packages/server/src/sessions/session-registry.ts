import { randomUUID } from 'node:crypto';
import { type EpisodeSession, episodeSession, type SessionContext } from '../environment/episode-session.js';

/** A refusal for want of a free slot, in the words of OpenEnv servers. */
export class CapacityError extends Error {
  readonly active: number;
  readonly max: number;

  constructor(active: number, max: number) {
    super(`Server at capacity: ${active}/${max} sessions active. Cannot accept new connections.`);
    this.name = 'CapacityError';
    this.active = active;
    this.max = max;
  }
}

/** A session that takes one slot until it is closed. */
export interface OpenSession extends EpisodeSession {
  readonly id: string;
  /** Whether a socket holds it; set by the socket. */
  attached: boolean;
  /** Whether it is closed once its socket goes. */
  closing: boolean;
  lastUsed: number;
}

export interface SessionRegistry {
  readonly max: number;
  size(): number;
  /** Throws a `CapacityError` when every slot is taken. */
  open(): OpenSession;
  get(id: string): OpenSession | undefined;
  /** Frees the slot at once; false of an id that is none. */
  close(id: string): boolean;
  /** Ends the reaper. */
  stop(): void;
}

/** The sessions of a server: at most `max`, and without a timeout unless `idleTimeout` (seconds) is given. */
export function sessionRegistry(
  context: SessionContext,
  { max, idleTimeout }: { readonly max: number; readonly idleTimeout: number | null },
): SessionRegistry {
  const sessions = new Map<string, OpenSession>();
  const reap = (limit: number) => {
    const oldest = Date.now() - limit * 1000;
    for (const { id, attached, lastUsed } of sessions.values())
      if (!attached && lastUsed < oldest) sessions.delete(id);
  };
  const timer =
    idleTimeout === null
      ? null
      : setInterval(() => reap(idleTimeout), Math.max(idleTimeout / 4, 5) * 1000).unref();
  return {
    max,
    size: () => sessions.size,
    open() {
      if (sessions.size >= max) throw new CapacityError(sessions.size, max);
      const id = randomUUID();
      const session: OpenSession = {
        id,
        attached: false,
        closing: false,
        lastUsed: Date.now(),
        ...episodeSession(context, id),
      };
      sessions.set(id, session);
      return session;
    },
    get: (id) => sessions.get(id),
    close: (id) => sessions.delete(id),
    stop: () => {
      if (timer) clearInterval(timer);
    },
  };
}
