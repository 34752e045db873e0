import type { ServerContext } from '../server-context.js';
import type { OpenSession } from '../sessions/session-registry.js';

/** A session held by a socket, and how it is let go when the socket ends. */
export interface HeldSession {
  readonly session: OpenSession;
  release(): void;
}

/**
 * The session of a new socket: one of its own, or the MCP session that it names.
 *
 * Throws a `CapacityError` without a free slot, an `Error` in OpenEnv's words when it cannot attach.
 */
export function attachSession({ sessions, counters }: ServerContext, named: string | null): HeldSession {
  if (!named) {
    const session = sessions.open();
    session.attached = true;
    counters.sessionsOpened += 1;
    return { session, release: () => sessions.close(session.id) };
  }
  const session = sessions.get(named);
  if (!session) throw new Error(`Unknown session_id: ${named}`);
  if (session.attached) throw new Error(`Session ${named} already has an attached WebSocket`);
  session.attached = true;
  return {
    session,
    release() {
      session.attached = false;
      if (session.closing) sessions.close(session.id);
    },
  };
}
