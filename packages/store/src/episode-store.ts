import type { Episode, StoredEpisode } from './episode.js';

/** The counts of all episodes of one domain, difficulty and confidence. */
export interface CountRow {
  readonly domain: string;
  readonly difficulty: string;
  readonly confidence: number;
  readonly n: number;
  /** How many were correct. */
  readonly correct: number;
  readonly abstained: number;
  readonly wellFormed: number;
  /** The sum of the grades. */
  readonly grade: number;
  /** The sum of the rewards. */
  readonly reward: number;
}

/** A page of the history, newest first. */
export interface HistoryOptions {
  /** The most episodes; 100 unless given. */
  readonly limit?: number;
  /** Only episodes with a smaller id: the last one of the page before. */
  readonly before?: number;
}

/** A store of graded episodes and of the counts that metrics are computed from. */
export interface EpisodeStore {
  /** The kind of store and where it is, without a password. */
  readonly description: string;
  /** Resolves once the transaction that holds the episode and its counts has returned. */
  add(episode: Episode): Promise<void>;
  /** The count rows: never a scan of the episodes. */
  counts(): Promise<readonly CountRow[]>;
  history(options?: HistoryOptions): Promise<readonly StoredEpisode[]>;
  /** Every episode, oldest first, read in pages. */
  episodes(): AsyncIterable<StoredEpisode>;
  /** Writes what is pending, then closes. */
  close(): Promise<void>;
}
