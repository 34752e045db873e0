import type { FastifyInstance } from 'fastify';

/** Leads a browser at `/` or `/web`, which Spaces open, to the list of routes. */
export function addHomeRoutes(app: FastifyInstance): void {
  for (const path of ['/', '/web', '/web/']) app.get(path, async (_, reply) => reply.redirect('/docs', 307));
}
