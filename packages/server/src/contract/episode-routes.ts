import { EchoError } from '@echo/core';
import { resetRequestSchema } from '@echo/env/wire';
import type { FastifyInstance } from 'fastify';
import { type EpisodeSession, episodeSession } from '../environment/episode-session.js';
import { parseAction } from '../environment/parse-action.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';
import { stepBody } from './step-request.js';

type Arguments = Readonly<Record<string, unknown>>;

/** The arguments of a step that choose a question by themselves. */
const CHOOSING = ['seed', 'index'] as const;

/** Adds `/reset` and `/step`, which keep no session: an episode goes on by its id, or is drawn by a seed. */
export function addEpisodeRoutes(app: FastifyInstance, context: ServerContext): void {
  const { httpEpisodes } = context;
  const zod = withZod(app);
  const tags = ['Environment Control'];

  zod.post(
    '/reset',
    { schema: { summary: 'Pose a question', tags, body: resetRequestSchema.optional() } },
    async ({ body, ip }) => {
      const session = episodeSession(context, null);
      const result = await session.reset(body ?? {});
      httpEpisodes.open(String(result.metadata?.episode_id), ip, session);
      return result;
    },
  );

  zod.post(
    '/step',
    { schema: { summary: 'Grade a reply', tags, body: stepBody(context.strict) } },
    async ({ body, ip }) => {
      const { action, timeout_s, request_id, ...args } = body;
      if (CHOOSING.some((key) => args[key] != null)) return stateless(args, action);
      parseAction(action, context.strict);
      const episodeId = args.episode_id ?? (context.strict ? undefined : httpEpisodes.lastOf(ip));
      const session = episodeId === undefined ? undefined : httpEpisodes.get(episodeId);
      if (!session) throw noEpisode(episodeId);
      const result = await session.step(action);
      httpEpisodes.close(String(result.metadata?.episode_id));
      return result;
    },
  );

  async function stateless(args: Arguments, action: unknown) {
    const session: EpisodeSession = episodeSession(context, null);
    await session.reset(args);
    return session.step(action);
  }
}

function noEpisode(episodeId: string | undefined): EchoError {
  const which = episodeId === undefined ? 'There is no open episode' : 'There is no open episode of that id';
  return new EchoError(
    'episode-order',
    `${which}; POST /reset first and send its episode_id, or send a seed beside the action.`,
  );
}
