import { EchoError } from '@echo/core';
import { type Remote, wrap } from 'comlink';
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
    client ??= watched(start(), () => {
      client = undefined;
    });
    return client;
  };
}

function watched(worker: Worker, onEnd: () => void): LogClient {
  const ended = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      onEnd();
      const why = event.message ? ` (${event.message})` : '';
      reject(
        new EchoError(
          'unsupported',
          `The reading of logs has ended in this browser${why}; reload the page, and of a very large file drop a part.`,
        ),
      );
    });
  });
  ended.catch(() => {});
  const desk = wrap<LogDesk>(worker);
  return new Proxy(desk, {
    get(of, name) {
      const call = of[name as keyof LogDesk] as (...given: unknown[]) => Promise<unknown>;
      return (...given: unknown[]) => Promise.race([call(...given), ended]);
    },
  });
}
