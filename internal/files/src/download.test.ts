import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { serve, serveFiles } from '@echo/testing/serve';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, onTestFinished, test } from 'vitest';
import { download } from './download.js';
import { withoutCredentials } from './http-get.js';

const SHA256 = createHash('sha256').update('content').digest('hex');

test('what has the expected hash is kept', async () => {
  const file = join(temporaryFolder(), 'file');
  await download(file, { url: `${await serveFiles({ '/file': 'content' })}/file`, sha256: SHA256 });
  expect(readFileSync(file, 'utf8')).toBe('content');
});

test('what has another hash is refused and not left lying about', async () => {
  const file = join(temporaryFolder(), 'file');
  const url = await serveFiles({ '/file': 'c0ntent' });
  await expect(download(file, { url: `${url}/file`, sha256: SHA256 })).rejects.toMatchObject({
    code: 'download-failed',
    message: `${url}/file has another SHA-256 than expected.`,
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
  await download(file, { url: `${url}/file`, sha256: SHA256 });
  expect(readFileSync(file, 'utf8')).toBe('content');
  expect(requests).toBe(3);
});

test('one that always breaks off is given up after five attempts, each gone on with once', async () => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-length': '7' });
    response.write('con', () => response.destroy());
  });
  const file = join(temporaryFolder(), 'file');
  await expect(download(file, { url: `${url}/file` })).rejects.toMatchObject({ code: 'download-failed' });
  expect([requests, existsSync(file)]).toEqual([10, false]);
});

test('name and password of a URL are sent, and are in no message', async () => {
  const url = await serve((request, response) => {
    const known = request.headers.authorization === `Basic ${btoa('user:p@ss')}`;
    response.writeHead(known ? 403 : 500).end();
  });
  const secret = `${url.replace('//', '//user:p%40ss@')}/file`;
  await expect(download(join(temporaryFolder(), 'file'), { url: secret })).rejects.toThrow(
    `${url}/file answered 403 Forbidden.`,
  );
  expect(withoutCredentials(secret)).toBe(`${url}/file`);
});

test('a host that does not answer is named with the reason', async () => {
  await serveFiles({});
  const file = join(temporaryFolder(), 'file');
  await expect(download(file, { url: 'http://127.0.0.1:9/file' })).rejects.toThrow(
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
  await download(file, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file` });
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
  await download(file, { url: `${url.replace('//', '//user:secret@')}/file`, sha256: SHA256 });
  expect(authorizations).toEqual([undefined]);
});

test('endless redirects are given up', async () => {
  const url = await serve((_request, response) => void response.writeHead(301, { location: '/file' }).end());
  await expect(download(join(temporaryFolder(), 'file'), { url: `${url}/file` })).rejects.toThrow(
    `${url}/file redirects more than 10 times.`,
  );
});

/** A server of one file that gives parts of it, and tells which were asked for. */
async function partsOf(content: string): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const url = await serve(({ headers: { range } }, response) => {
    ranges.push(range);
    const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    if (from >= content.length) return void response.writeHead(416).end();
    const part = content.slice(from);
    if (range === undefined) response.writeHead(200, { 'content-length': part.length });
    else
      response.writeHead(206, {
        'content-length': part.length,
        'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
      });
    response.end(part);
  });
  return { url: `${url}/file`, ranges };
}

test('what an earlier call left is gone on with', async () => {
  const { url, ranges } = await partsOf('content');
  const file = join(temporaryFolder(), 'file');
  writeFileSync(`${file}.partial`, 'con');
  const progress: number[] = [];
  await download(file, { url, sha256: SHA256, bytes: 7, onProgress: (received) => progress.push(received) });
  expect([readFileSync(file, 'utf8'), ranges, progress.at(-1)]).toEqual(['content', ['bytes=3-'], 7]);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('where that is another file, it starts anew', async () => {
  const { url, ranges } = await partsOf('content');
  const file = join(temporaryFolder(), 'file');
  writeFileSync(`${file}.partial`, 'xyz');
  await download(file, { url, sha256: SHA256 });
  expect([readFileSync(file, 'utf8'), ranges]).toEqual(['content', ['bytes=3-', undefined]]);
});

test('where nothing is missing but the length is not known, it starts anew', async () => {
  const { url, ranges } = await partsOf('content');
  const file = join(temporaryFolder(), 'file');
  writeFileSync(`${file}.partial`, 'content');
  await download(file, { url });
  expect([readFileSync(file, 'utf8'), ranges]).toEqual(['content', ['bytes=7-', undefined]]);
});

test('a longer file is refused and not left', async () => {
  const { url } = await partsOf('contents');
  const folder = temporaryFolder();
  await expect(download(join(folder, 'file'), { url, bytes: 7 })).rejects.toMatchObject({
    problem: 'length',
  });
  expect(existsSync(join(folder, 'file'))).toBe(false);
});

test.runIf(existsSync('/dev/full'))('a full disk is its own error, at once', async () => {
  const { url, ranges } = await partsOf('content');
  const file = join(temporaryFolder(), 'file');
  symlinkSync('/dev/full', `${file}.partial`);
  await expect(download(file, { url })).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(ranges).toHaveLength(1);
});
