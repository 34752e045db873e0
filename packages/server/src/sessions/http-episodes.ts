import type { EpisodeSession } from '../environment/episode-session.js';

/** The open episodes of plain HTTP clients, by episode id and by the address that reset them last. */
export interface HttpEpisodes {
  open(episodeId: string, address: string, session: EpisodeSession): void;
  get(episodeId: string): EpisodeSession | undefined;
  /** The id of the episode that was reset last from an address. */
  lastOf(address: string): string | undefined;
  close(episodeId: string): void;
  size(): number;
}

/** At most `max` open episodes: the one opened longest ago makes room for another. */
export function httpEpisodes(max: number): HttpEpisodes {
  const episodes = new Map<string, { readonly session: EpisodeSession; readonly address: string }>();
  const last = new Map<string, string>();
  const close = (episodeId: string): void => {
    const episode = episodes.get(episodeId);
    if (!episode) return;
    episodes.delete(episodeId);
    if (last.get(episode.address) === episodeId) last.delete(episode.address);
  };
  return {
    open(episodeId, address, session) {
      close(episodeId);
      for (const oldest of episodes.keys()) {
        if (episodes.size < max) break;
        close(oldest);
      }
      episodes.set(episodeId, { session, address });
      last.set(address, episodeId);
    },
    get: (episodeId) => episodes.get(episodeId)?.session,
    lastOf: (address) => last.get(address),
    close,
    size: () => episodes.size,
  };
}
