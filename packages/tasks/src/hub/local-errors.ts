import { EchoError } from '@echo/core';

const CODES = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST'];

/** Whether an error is one of this machine's files, which trying again does not mend. */
export function isLocalError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && CODES.includes(String(error.code));
}

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
