import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { EchoError } from '@echo/core';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Addresses at which the page stands; Spaces open `/web`. */
const HOMES = ['/', '/web', '/web/', '/ui', '/ui/'] as const;

/** The page names its files relative to its address, so that they stand below each. */
const BELOW = ['/assets/', '/web/assets/', '/ui/assets/'] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** What the page may do. Scripts are its own files; WebAssembly may be compiled, JavaScript may not. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'";

/**
 * What a worker may do, whose policy is that of its script: the same, and its threads may import a blob.
 *
 * Threads of WebAssembly hand each other their program in this way; the page itself may not.
 */
const SCRIPT_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' blob:");

/**
 * The two cross-origin headers isolate the page, so that its workers may share memory, which threads need.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** Whether a path is one of the page's, which needs no token: it holds nothing but the program. */
export const isPagePath = (path: string): boolean =>
  (HOMES as readonly string[]).includes(path) || BELOW.some((prefix) => path.startsWith(prefix));

/**
 * Serves the build of the web page at `/`, `/web` and `/ui`, with its Content-Security-Policy.
 *
 * Only the files that the folder holds now are served. Throws `not-found` where it holds no page.
 */
export function addPageFiles(app: FastifyInstance, folder: string): void {
  const files = filesOf(folder);
  const home = files.get('index.html');
  if (home === undefined)
    throw new EchoError('not-found', `The folder ${folder} holds no index.html; give the build of the page.`);
  for (const path of HOMES) app.get(path, (_, reply) => send(reply, home, 'no-cache'));
  for (const prefix of BELOW)
    app.get<{ Params: { '*': string } }>(`${prefix}*`, async (request, reply: FastifyReply) => {
      const name = `assets/${request.params['*']}`;
      const path = files.get(name);
      if (path === undefined) return reply.code(404).send({ detail: 'Not Found' });
      // The build writes a hash of the content into the name of what it bundles, and not into that of data.
      const hashed = !name.startsWith('assets/data/');
      return send(reply, path, hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    });
}

async function send(reply: FastifyReply, path: string, caching: string): Promise<unknown> {
  const type = extname(path);
  const policy = type === '.js' ? SCRIPT_POLICY : POLICY;
  return reply
    .headers({ ...HEADERS, 'content-security-policy': policy, 'cache-control': caching })
    .type(TYPES[type] ?? 'application/octet-stream')
    .send(await readFile(path));
}

/** The files of a folder by their names in addresses. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return new Map(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [relative(folder, path).split(sep).join('/'), path]),
    );
  } catch (cause) {
    throw new EchoError('not-found', `The folder ${folder} cannot be read; give the build of the page.`, {
      cause,
    });
  }
}
