import { ClientError } from './client-error.js';
import type { CallOptions } from './open-env-client.js';

/** Resolves as the work does, unless time is up or the signal aborts first: then `giveUp` is called. */
export async function withLimits<T>(
  work: Promise<T>,
  { timeout, signal, giveUp }: Required<Pick<CallOptions, 'timeout'>> & CallOptions & { giveUp(): void },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort: (() => void) | undefined;
  const limits = new Promise<never>((_, reject) => {
    const fail = (error: ClientError): void => {
      reject(error);
      giveUp();
    };
    abort = () => fail(new ClientError('ABORTED', 'The call was aborted.', { cause: signal?.reason }));
    timer = setTimeout(
      () => fail(new ClientError('TIMEOUT', `The server did not reply within ${timeout} seconds.`)),
      timeout * 1000,
    );
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort);
  });
  work.catch(() => {});
  try {
    return await Promise.race([limits, work]);
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
  }
}
