import { lenientInteger } from '@echo/env/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';

const page = z.object({
  limit: lenientInteger({ min: 1, max: 1000 }).optional(),
  before: lenientInteger({ min: 1, max: Number.MAX_SAFE_INTEGER }).optional(),
});

const PAGE = 100;

/** Adds `/history`: the last episodes, newest first, and where the next page begins. */
export function addHistoryRoute(app: FastifyInstance, { store }: ServerContext): void {
  withZod(app).get(
    '/history',
    { schema: { summary: 'The last episodes', tags: ['Episodes'], querystring: page } },
    async ({ query: { limit = PAGE, before } }) => {
      const episodes = await store.history({ limit, ...(before !== undefined && { before }) });
      const last = episodes.at(-1);
      return {
        episodes: episodes.map((episode) => ({
          id: episode.id,
          episode_id: episode.episodeId,
          session_id: episode.sessionId,
          task_id: episode.taskId,
          domain: episode.domain,
          difficulty: episode.difficulty,
          seed: episode.seed,
          response: episode.response,
          answer: episode.answer,
          confidence: Math.round(1e4 * episode.confidence) / 100,
          is_correct: episode.correct,
          accuracy: episode.grade,
          reward: episode.reward,
          reward_components: episode.components,
          well_formed: episode.wellFormed,
          abstained: episode.abstained,
          created_at: new Date(episode.createdAt).toISOString(),
        })),
        next: episodes.length === limit && last ? last.id : null,
      };
    },
  );
}
