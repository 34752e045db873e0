import { EchoError } from '@echo/core';
import { type Remote, wrap } from 'comlink';

/** What there is to say and do when a worker has ended with an error. */
export interface WorkerEnd {
  /** Tells what has ended, as the beginning of a sentence; why follows where it is known. */
  readonly what: string;
  readonly remedy: string;
  readonly onEnd: () => void;
}

/**
 * The functions of a worker; where it cannot start or ends with an error, every call that waits is refused
 * with `unsupported`, in words.
 */
export function watchedWorker<T>(worker: Worker, { what, remedy, onEnd }: WorkerEnd): Remote<T> {
  const ended = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      onEnd();
      const why = event.message ? ` (${event.message})` : '';
      reject(new EchoError('unsupported', `${what} has ended in this browser${why}; ${remedy}.`));
    });
  });
  ended.catch(() => {});
  return new Proxy(wrap<T>(worker), {
    get(of, name) {
      const call = of[name as keyof Remote<T>] as (...given: unknown[]) => Promise<unknown>;
      return (...given: unknown[]) => Promise.race([call(...given), ended]);
    },
  });
}
