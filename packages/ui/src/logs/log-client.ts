import type { Remote } from 'comlink';
import { watchedWorker } from '../worker/watched-worker.js';
import type { LogDesk } from './log-desk.js';
import { startLogWorker } from './start-log-worker.js';

/** The desk in its worker. */
export type LogClient = Remote<LogDesk>;

/**
 * Starts the worker with the first call; it lives as long as the page.
 *
 * Where it ends with an error every call that waits is refused in words, and the next call starts another.
 */
export function createLogClient(start: () => Worker = startLogWorker): () => LogClient {
  let client: LogClient | undefined;
  return () => {
    client ??= watchedWorker<LogDesk>(start(), {
      what: 'The reading of logs',
      remedy: 'reload the page, and of a very large file drop a part',
      onEnd: () => {
        client = undefined;
      },
    });
    return client;
  };
}
