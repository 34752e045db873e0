import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Listens on a further port of a server whose routes and sockets are ready; the caller closes it. */
export async function listenToo(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  const server = createServer((request, response) => app.routing(request, response));
  server.on('upgrade', (...upgrade) => app.server.emit('upgrade', ...upgrade));
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
