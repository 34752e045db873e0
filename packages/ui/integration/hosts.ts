import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Something that serves the page, until it is closed. */
export interface Host {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** A host of static files that knows nothing of the page, below a prefix. */
export async function serveStatic(
  root: string,
  prefix: string,
  headers: Readonly<Record<string, string>>,
): Promise<Host> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const file = join(root, path.slice(prefix.length) || 'index.html');
    if (!path.startsWith(prefix) || !existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `echo-rl serve` with these flags, on a free port, without a file of episodes. */
export async function serveEcho(flags: readonly string[]): Promise<Host> {
  const program = ['--import', 'tsx', '--conditions=@echo/source', 'packages/cli/src/bin.ts'];
  const serve = ['serve', '--port', '0', '--store', ':memory:', ...flags];
  const server = spawn(process.execPath, [...program, ...serve], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(server, 'exit');
  const ended = exit.then(([code]) => Promise.reject(new Error(`echo-rl serve ended with ${code}.`)));
  const told = once(server.stdout, 'data').then(([text]) => String(text).trim());
  return {
    url: await Promise.race([told, ended]),
    async close() {
      ended.catch(() => {});
      server.kill('SIGTERM');
      await exit;
    },
  };
}
