import { runRequestSchema, type WireRunEvent } from '@echo/env/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpFault } from '../http/error-replies.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';
import { sendEvents } from './event-stream.js';
import type { Trainer } from './trainer.js';

const one = z.object({ id: z.string() });

/** Adds `/echo/runs`: list, read, follow, start, pause and resume; 501 without a trainer. */
export function addRunRoutes(app: FastifyInstance, context: ServerContext): void {
  const zod = withZod(app);
  const tags = ['Page'];
  const trainer = (): Trainer => {
    if (context.trainer) return context.trainer;
    throw new HttpFault(501, 'This server has no trainer; serve with: echo-rl serve --runs FOLDER.');
  };
  zod.get('/echo/runs', { schema: { summary: 'The training runs', tags } }, async () => ({
    runs: (await context.trainer?.list()) ?? [],
    can_start: context.trainer !== null,
  }));
  zod.post(
    '/echo/runs',
    { schema: { summary: 'Start a training run', tags, body: runRequestSchema } },
    async ({ body }, reply) => reply.code(201).send(await trainer().start(body)),
  );
  zod.get('/echo/runs/:id', { schema: { summary: 'A training run', tags, params: one } }, ({ params }) =>
    trainer().read(params.id),
  );
  zod.post(
    '/echo/runs/:id/pause',
    { schema: { summary: 'Save a run and stop it', tags, params: one } },
    ({ params }) => trainer().pause(params.id),
  );
  zod.post(
    '/echo/runs/:id/resume',
    { schema: { summary: 'Go on with a run', tags, params: one } },
    ({ params }) => trainer().resume(params.id),
  );
  zod.get(
    '/echo/runs/:id/events',
    { schema: { summary: 'The steps of a run as they come', tags, params: one } },
    async ({ params: { id }, log }, reply) => {
      const from = trainer();
      await from.read(id);
      return sendEvents<WireRunEvent>(reply, context.closing, {
        events: (signal) => from.events(id, signal),
        onError(error) {
          log.warn({ err: error, run: id }, 'run could not be followed');
          return { type: 'error', message: error instanceof Error ? error.message : String(error) };
        },
      });
    },
  );
}
