import type { StoredEpisode } from './episode.js';

const PAGE = 1000;

/** Every episode of a store, oldest first, a page at a time. */
export async function* inPages(
  page: (after: number, limit: number) => Promise<readonly StoredEpisode[]> | readonly StoredEpisode[],
): AsyncIterable<StoredEpisode> {
  let after = 0;
  while (true) {
    const episodes = await page(after, PAGE);
    yield* episodes;
    const last = episodes.at(-1);
    if (!last || episodes.length < PAGE) return;
    after = last.id;
  }
}
