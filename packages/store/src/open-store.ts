import type { EpisodeStore } from './episode-store.js';
import { postgresStore } from './postgres/postgres-store.js';
import { sqliteStore } from './sqlite/sqlite-store.js';

export interface StoreOptions {
  /** Whether a write is synced to the disk before it is acknowledged, so that power loss loses none. */
  readonly durable?: boolean;
}

/**
 * Opens the store at a place: a `postgres://` address, a SQLite file, or `:memory:`.
 *
 * Its schema is brought up to date. Throws `write-failed` when it cannot be opened and `unsupported` when a
 * newer release has made it.
 *
 * @example
 * ```ts
 * import { openStore } from '@echo/store';
 *
 * const store = await openStore(':memory:');
 * (await store.counts()).length; // → 0
 * await store.close();
 * ```
 */
export async function openStore(place: string, options: StoreOptions = {}): Promise<EpisodeStore> {
  return /^postgres(ql)?:\/\//.test(place) ? postgresStore(place, options) : sqliteStore(place, options);
}
