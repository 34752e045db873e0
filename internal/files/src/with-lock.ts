import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';

/** A lock whose holder has not renewed it for this long belongs to a dead process. */
const STALE_MS = 10_000;

/**
 * Runs `task` while holding `<folder>.lock`. Waits for another process that holds it, and takes over the lock
 * of one that died. A holder that was suspended for long may lose the lock unawares; that is harmless, since
 * results are put in place by renaming.
 */
export async function withLock<T>(folder: string, onWait: () => void, task: () => Promise<T>): Promise<T> {
  await mkdir(dirname(folder), { recursive: true });
  const release = await acquire(folder, onWait);
  try {
    return await task();
  } finally {
    await release().catch(() => {}); // lost to another process meanwhile
  }
}

async function acquire(folder: string, onWait: () => void): Promise<() => Promise<void>> {
  const options = { stale: STALE_MS, realpath: false, onCompromised: () => {} };
  try {
    return await lock(folder, options);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
  }
  onWait();
  return lock(folder, {
    ...options,
    retries: { forever: true, factor: 1, minTimeout: 500, maxTimeout: 500 },
  });
}
