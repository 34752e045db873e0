import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EchoServer } from '../index.js';
import { start } from '../testing/start.js';

let folder: string;
let server: EchoServer & { readonly url: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-page-'));
  await mkdir(join(folder, 'dist/assets'), { recursive: true });
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>the page</title>');
  await writeFile(join(folder, 'dist/assets/main-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'secret.js'), 'not of the page');
  server = await start({ page: join(folder, 'dist'), token: 'secret' });
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(['/', '/web', '/web/', '/ui', '/ui/'])('the page stands at %s, without a token', async (path) => {
  const reply = await fetch(server.url + path);
  expect([reply.status, await reply.text()]).toEqual([200, '<!doctype html><title>the page</title>']);
  expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = reply.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|script-src[^;]*blob:/);
  expect(reply.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});

test('its files stand below each of its addresses', async () => {
  for (const prefix of ['', '/web', '/ui']) {
    const reply = await fetch(`${server.url}${prefix}/assets/main-1a2b.js`);
    expect([reply.status, await reply.text()]).toEqual([200, 'export {};']);
    expect(reply.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    // The threads of a worker import a blob, and a worker has the policy of its script.
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' blob: 'wasm-unsafe-eval';");
  }
});

test.each(['/assets/..%2f..%2fsecret.js', '/assets/../../secret.js', '/assets/none.js', '/assets/'])(
  '%s is no file of the page',
  async (path) => {
    const reply = await server.app.inject({ url: path, headers: { authorization: 'Bearer secret' } });
    expect(reply.statusCode).toBe(404);
  },
);

test('everything else still needs the token', async () => {
  for (const path of ['/state', '/docs', '/echo/completers', '/webby'])
    expect((await fetch(server.url + path)).status).toBe(401);
});

test('a folder without a page is refused in one sentence', async () => {
  await expect(start({ page: join(folder, 'dist/assets') })).rejects.toThrow(/holds no index.html/);
  await expect(start({ page: join(folder, 'none') })).rejects.toThrow(/cannot be read/);
});
