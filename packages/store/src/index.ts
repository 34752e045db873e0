// The store

export type { Episode, EpisodeComponent, StoredEpisode } from './episode.js';
export type { CountRow, EpisodeStore, HistoryOptions } from './episode-store.js';
export { openStore, type StoreOptions } from './open-store.js';

// Counts

export { countTable } from './count-rows.js';

// Export

export { exportJsonl } from './export/jsonl.js';
export { exportParquet } from './export/parquet.js';
