import type { FastifyInstance } from 'fastify';

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Replies `Not Found`, or `Method Not Allowed` with the methods that a known path has. */
export function addUnknownRoutes(app: FastifyInstance): void {
  const routes = new Map<string, KnownRoute>();
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}$`);
    const known = routes.get(url) ?? { pattern, methods: new Set() };
    for (const one of [method].flat()) known.methods.add(one);
    routes.set(url, known);
  });
  const methodsOf = (path: string) =>
    [...routes.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
  app.setNotFoundHandler((request, reply) => {
    const [path = '', query] = request.url.split('?');
    const allowed = methodsOf(path);
    if (allowed.length > 0)
      return reply
        .code(405)
        .header('allow', [...new Set(allowed)].join(', '))
        .send({ detail: 'Method Not Allowed' });
    const bare = path.replace(/\/+$/, '');
    if (bare !== '' && bare !== path && !bare.startsWith('//') && methodsOf(bare).length > 0)
      return reply.redirect(query === undefined ? bare : `${bare}?${query}`, 307);
    return reply.code(404).send({ detail: 'Not Found' });
  });
}
