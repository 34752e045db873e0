import { EchoError } from '@echo/core';
import { isLocalError } from '@echo/files/local-errors';

/** Runs what writes to `path`. Throws `write-failed` when that cannot be. */
export async function keepingAt<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (cause) {
    if (!isLocalError(cause)) throw cause;
    throw new EchoError(
      'write-failed',
      `${path} cannot be written (${cause.code}); make room, or set XDG_CACHE_HOME to another folder.`,
      { cause },
    );
  }
}
