import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serve, serveFiles } from '../testing/serve.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { download } from './download.js';
import { withoutCredentials } from './http-get.js';

const SHA256 = createHash('sha256').update('content').digest('hex');

test('what has the expected hash is kept', async () => {
  const file = join(temporaryFolder(), 'file');
  await download(`${await serveFiles({ '/file': 'content' })}/file`, file, SHA256);
  expect(readFileSync(file, 'utf8')).toBe('content');
});

test('what has another hash is refused and not left lying about', async () => {
  const file = join(temporaryFolder(), 'file');
  const url = await serveFiles({ '/file': 'c0ntent' });
  await expect(download(`${url}/file`, file, SHA256)).rejects.toMatchObject({
    code: 'download-failed',
    message: `${url}/file does not have the expected SHA-256: it was changed on the way, so it is not used; try again or use another mirror.`,
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
  await download(`${url}/file`, file, SHA256);
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

test('a server that closes at once, with more than a reader takes in one go', async () => {
  const body = Buffer.alloc(1 << 20, 'a');
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(`HTTP/1.0 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
      socket.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  await serveFiles({});
  const file = join(temporaryFolder(), 'file');
  await download(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`, file);
  expect(statSync(file).size).toBe(body.length);
});

test('redirects are followed, and the password is not sent to another host', async () => {
  const authorizations: unknown[] = [];
  const other = await serve((request, response) => {
    authorizations.push(request.headers.authorization);
    response.end('content');
  });
  const url = await serve((_request, response) => {
    response.writeHead(302, { location: `${other}/file` }).end('moved');
  });
  const file = join(temporaryFolder(), 'file');
  await download(`${url.replace('//', '//user:secret@')}/file`, file, SHA256);
  expect(authorizations).toEqual([undefined]);
});

test('endless redirects are given up', async () => {
  const url = await serve((_request, response) => void response.writeHead(301, { location: '/file' }).end());
  await expect(download(`${url}/file`, join(temporaryFolder(), 'file'))).rejects.toThrow(
    `${url}/file redirects more than 10 times.`,
  );
});
