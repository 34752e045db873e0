import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { isPagePath } from './page-files.js';
import { addRateLimit, type RateLimit } from './rate-limit.js';

/** Who may call, and how often: a bearer token, browser origins beside the server's own, a rate limit. */
export interface GuardOptions {
  readonly token: string | null;
  readonly origins: readonly string[];
  readonly rate: RateLimit | null;
}

/** The routes that answer without a token. */
const OPEN = new Set(['/health']);

/** The status with which a request is refused, or null when it may pass. */
export function refusalOf(request: IncomingMessage, { token, origins }: GuardOptions): 401 | 403 | null {
  const [path = ''] = (request.url ?? '').split('?');
  const { origin, host, authorization = '' } = request.headers;
  if (origin !== undefined && !origins.includes(origin) && !isSameHost(origin, host)) return 403;
  if (token === null || OPEN.has(path) || isPagePath(path)) return null;
  return isSameText(authorization, `Bearer ${token}`) ? null : 401;
}

/** Refuses foreign origins and, with a token, calls without it; sets security headers, CORS where asked. */
export function addGuards(app: FastifyInstance, options: GuardOptions): void {
  if (options.rate) addRateLimit(app, options.rate);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    const { origin } = request.headers;
    if (origin !== undefined && options.origins.includes(origin)) {
      reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
      if (request.method === 'OPTIONS')
        return reply
          .code(204)
          .header('access-control-allow-methods', 'GET, POST')
          .header('access-control-allow-headers', 'authorization, content-type')
          .send();
    }
    const status = refusalOf(request.raw, options);
    if (status === 401)
      return reply.code(401).header('www-authenticate', 'Bearer').send({ detail: 'Not authenticated' });
    if (status === 403) return reply.code(403).send({ detail: 'Origin not allowed' });
  });
}

function isSameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** Compares in a time that does not tell where two texts differ. */
function isSameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
