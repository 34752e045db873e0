import { join } from 'node:path';
import { cacheKey, defaultCacheDir } from '../install/cache-layout.js';
import { inspectCache } from '../install/manifest.js';
import { targetFor } from '../install/platform.js';

/** The folder of an installed backend, or a clause that says why there is none and what to do. */
export type FoundInstallation =
  | { readonly folder: string }
  | { readonly folder: null; readonly reason: string };

const INSTALL = 'run `npx @echo/tfjs-native install`';

/**
 * Looks for the backend that `install` built, the one for GPUs first.
 *
 * @param cacheDir the folder given to `install`; the user's cache unless given.
 */
export async function findInstalled(cacheDir: string = defaultCacheDir()): Promise<FoundInstallation> {
  let reason = '';
  for (const device of ['gpu', 'cpu'] as const) {
    const target = targetFor(device);
    if (!target.supported) {
      if (device === 'cpu') reason = target.reason;
      continue;
    }
    const folder = join(cacheDir, cacheKey(device, target.arch));
    const found = await inspectCache(folder);
    if (found.state === 'ready') return { folder };
    const problem =
      found.state === 'damaged' ? `its cache is damaged at ${found.file}` : 'it is not installed';
    reason = `${problem} (${INSTALL})`;
  }
  return { folder: null, reason };
}
