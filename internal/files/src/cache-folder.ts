import { join } from 'node:path';
import envPaths from 'env-paths';

/**
 * The user's cache folder for one kind of thing, such as `~/.cache/echo/datasets`.
 *
 * It is in `$XDG_CACHE_HOME/echo` where that is set, else where the platform keeps caches.
 */
export function cacheFolder(name: string): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base ? join(base, 'echo') : envPaths('echo', { suffix: '' }).cache, name);
}
