import { isEchoError } from '@echo/core';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { episodeSession } from '../environment/episode-session.js';
import { ValidationFault } from '../environment/parse-action.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';

const MAX_ITEMS = 10_000;

const item = z.looseObject({ response: z.unknown() });
const batch = z.looseObject({ items: z.array(item).max(MAX_ITEMS) });

/**
 * Adds `/echo/grade`: grades a batch of replies, each with what chooses its question.
 *
 * Nothing is kept between items. One that is refused has an `error` in its place; the others are graded.
 */
export function addGradeRoute(app: FastifyInstance, context: ServerContext): void {
  withZod(app).post(
    '/echo/grade',
    { schema: { summary: 'Grade a batch of replies', tags: ['Episodes'], body: batch } },
    async ({ body: { items } }) => ({ results: await Promise.all(items.map(grade)) }),
  );

  async function grade({ response, ...choice }: z.output<typeof item>) {
    if (choice.seed == null && choice.index == null)
      return { error: 'Expected each item to have a `seed` or an `index` that chooses its question.' };
    try {
      const session = episodeSession(context, null);
      await session.reset(choice);
      return await session.step({ response });
    } catch (error) {
      if ((isEchoError(error) && error.code !== 'write-failed') || error instanceof ValidationFault)
        return { error: error.message };
      throw error;
    }
  }
}
