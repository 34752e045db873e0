import { type Remote, wrap } from 'comlink';
import type { LogDesk } from './log-desk.js';
import { startLogWorker } from './start-log-worker.js';

/** The desk in its worker. */
export type LogClient = Remote<LogDesk>;

/** Starts the worker with the first call; it lives as long as the page. */
export function createLogClient(): () => LogClient {
  let client: LogClient | undefined;
  return () => {
    client ??= wrap<LogDesk>(startLogWorker());
    return client;
  };
}
