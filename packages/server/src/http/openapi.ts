import type { FastifyInstance, RouteOptions } from 'fastify';
import { z } from 'zod';

interface Documented {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly body?: z.ZodType;
  readonly querystring?: z.ZodType;
}

type Paths = Record<string, Record<string, unknown>>;

/** Gathers the routes added after it and serves them as `/openapi.json`, and as a page at `/docs`. */
export function addOpenapi(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    if (route.schema?.summary) routes.push(route);
  });
  let document: ReturnType<typeof openapiOf> | undefined;
  const documented = () => {
    document ??= openapiOf(routes);
    return document;
  };
  app.get('/openapi.json', async () => documented());
  for (const path of ['/docs', '/redoc'])
    app.get(path, async (_, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(pageOf(documented().paths)),
    );
}

/** The title and version are those of every OpenEnv server: clients read the profile from them. */
function openapiOf(routes: readonly RouteOptions[]) {
  const paths: Paths = {};
  for (const { url, method, schema } of routes) {
    const path = url.replace(/:(\w+)/g, '{$1}');
    for (const verb of [method].flat()) {
      paths[path] = { ...paths[path], [verb.toLowerCase()]: operationOf(path, schema as Documented) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenEnv Environment HTTP API',
      description: 'HTTP API of an OpenEnv environment; sockets are at /ws and /mcp.',
      version: '1.0.0',
    },
    paths,
  };
}

function operationOf(path: string, { summary, tags, body, querystring }: Documented) {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.keys(querystring instanceof z.ZodObject ? querystring.shape : {}).map((name) => ({
      name,
      in: 'query',
      required: false,
      schema: { type: 'integer' },
    })),
  ];
  return {
    summary,
    tags,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { 'application/json': { schema: jsonSchema(body) } },
      },
    }),
    responses: {
      200: { description: 'Successful Response' },
      ...(body && { 422: { description: 'Validation Error' } }),
    },
  };
}

function jsonSchema(schema: z.ZodType) {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function pageOf(paths: Paths): string {
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([verb, operation]) =>
        `<tr><td>${verb.toUpperCase()}</td><td><code>${path}</code></td><td>${(operation as Documented).summary}</td></tr>`,
    ),
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>OpenEnv Environment HTTP API</title>
<style>body{font:16px system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}td{padding:.2rem 1rem .2rem 0}</style>
<h1>OpenEnv Environment HTTP API</h1><p>The schemas are in <a href="/openapi.json">/openapi.json</a> and <a
href="/schema">/schema</a>; sockets are at /ws and /mcp.</p><table>${rows.join('')}</table></html>`;
}
