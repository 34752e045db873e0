import { join } from 'node:path';
import type { BackendName } from '../backend.js';
import { cacheKey, defaultCacheDir } from '../install/cache-layout.js';
import { inspectCache } from '../install/manifest.js';
import { targetFor } from '../install/platform.js';

/** The backends that can be loaded here; native TensorFlow only where it has been installed. */
export async function availableBackends(): Promise<readonly BackendName[]> {
  const target = targetFor('cpu');
  const installed =
    target.supported &&
    (await inspectCache(join(defaultCacheDir(), cacheKey('cpu', target.arch)))).state === 'ready';
  return installed ? ['tensorflow', 'wasm', 'cpu'] : ['wasm', 'cpu'];
}
