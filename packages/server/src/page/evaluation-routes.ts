import { evaluationRequestSchema } from '@echo/env/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpFault } from '../http/error-replies.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';
import { evaluations } from './evaluations.js';

/** Adds `/echo/evaluations`: start one of a completer, list them, read one and its answers, cancel it. */
export function addEvaluationRoutes(app: FastifyInstance, context: ServerContext): void {
  const zod = withZod(app);
  const tags = ['Page'];
  const known = evaluations(context);
  zod.get(
    '/echo/evaluations',
    { schema: { summary: 'The evaluations since the start, newest first', tags } },
    async () => ({ evaluations: known.list() }),
  );
  zod.post(
    '/echo/evaluations',
    { schema: { summary: 'Evaluate a completer', tags, body: evaluationRequestSchema } },
    async ({ body }, reply) => reply.code(201).send(known.start(body)),
  );
  const params = z.object({ id: z.string() });
  const found = <T>(id: string, value: T | undefined): T => {
    if (value === undefined) throw new HttpFault(404, `There is no evaluation ${JSON.stringify(id)}.`);
    return value;
  };
  zod.get(
    '/echo/evaluations/:id',
    { schema: { summary: 'An evaluation', tags, params } },
    async ({ params: { id } }) => found(id, known.read(id)),
  );
  zod.get(
    '/echo/evaluations/:id/trials',
    { schema: { summary: 'The answers of an evaluation so far', tags, params } },
    async ({ params: { id } }) => ({ trials: found(id, known.trials(id)) }),
  );
  zod.post(
    '/echo/evaluations/:id/cancel',
    { schema: { summary: 'End an evaluation; its answers stay', tags, params } },
    async ({ params: { id } }) => found(id, known.cancel(id)),
  );
}
