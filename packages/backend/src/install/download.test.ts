import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve, serveFiles } from '../testing/serve.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { type Digest, download, withoutCredentials } from './download.js';

const DIGEST: Digest = {
  algorithm: 'sha256',
  encoding: 'hex',
  value: createHash('sha256').update('content').digest('hex'),
};

test('what has the expected hash is kept', async () => {
  const file = join(temporaryFolder(), 'file');
  await download(`${await serveFiles({ '/file': 'content' })}/file`, file, DIGEST);
  expect(readFileSync(file, 'utf8')).toBe('content');
});

test('what has another hash is refused and not left lying about', async () => {
  const file = join(temporaryFolder(), 'file');
  const url = await serveFiles({ '/file': 'c0ntent' });
  await expect(download(`${url}/file`, file, DIGEST)).rejects.toMatchObject({
    code: 'download-failed',
    message: `${url}/file does not have the expected sha256 hash: it was changed on the way, so it is not used; try again or use another mirror.`,
  });
  expect(existsSync(file)).toBe(false);
});

test('a connection that breaks off is tried again', async () => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-length': '7' });
    if (requests === 3) response.end('content');
    else response.write('con', () => response.destroy());
  });
  const file = join(temporaryFolder(), 'file');
  await download(`${url}/file`, file, DIGEST);
  expect(readFileSync(file, 'utf8')).toBe('content');
  expect(requests).toBe(3);
});

test('one that always breaks off is given up after three attempts and leaves nothing', async () => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-length': '7' });
    response.write('con', () => response.destroy());
  });
  const file = join(temporaryFolder(), 'file');
  await expect(download(`${url}/file`, file)).rejects.toMatchObject({ code: 'download-failed' });
  expect([requests, existsSync(file)]).toEqual([3, false]);
});

test('name and password of a URL are sent, and are in no message', async () => {
  const url = await serve((request, response) => {
    const known = request.headers.authorization === `Basic ${btoa('user:p@ss')}`;
    response.writeHead(known ? 403 : 500).end();
  });
  const secret = `${url.replace('//', '//user:p%40ss@')}/file`;
  await expect(download(secret, join(temporaryFolder(), 'file'))).rejects.toThrow(
    `${url}/file answered 403 Forbidden.`,
  );
  expect(withoutCredentials(secret)).toBe(`${url}/file`);
});

test('a host that does not answer is named with the reason', async () => {
  await serveFiles({});
  const file = join(temporaryFolder(), 'file');
  await expect(download('http://127.0.0.1:9/file', file)).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:9\/file cannot be reached \(.+\)\.$/,
  );
});
