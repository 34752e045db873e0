import type { EpisodeStore } from '../episode-store.js';

/** The episodes of a store as lines of JSON, oldest first. */
export async function* exportJsonl(store: EpisodeStore): AsyncIterable<string> {
  for await (const episode of store.episodes()) yield `${JSON.stringify(episode)}\n`;
}
