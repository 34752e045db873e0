import { serve } from '@echo/testing/serve';
import { expect, test, vi } from 'vitest';
import { linksOfHtml, linksOfJson, readSimpleIndex } from './simple-index.js';

const BASE = 'https://index.test/simple/echo/';

test('a page of anchors gives file names and absolute URLs, without the fragment', () => {
  const html = `<!doctype html><body>
    <a href="../../files/echo-1-py3.whl#sha256=ab12">echo-1-py3.whl</a><br>
    <A data-requires-python="&gt;=3.9" HREF='https://cdn.test/echo-2-py3.whl?a=1&amp;b=2'> echo-2-py3.whl </A>
  </body>`;
  expect([...linksOfHtml(html, BASE)]).toEqual([
    ['echo-1-py3.whl', 'https://index.test/files/echo-1-py3.whl'],
    ['echo-2-py3.whl', 'https://cdn.test/echo-2-py3.whl?a=1&b=2'],
  ]);
});

test('a JSON page (PEP 691) gives the same', () => {
  const json = JSON.stringify({ files: [{ filename: 'echo-1-py3.whl', url: '../../files/echo-1-py3.whl' }] });
  expect([...linksOfJson(json, BASE)]).toEqual([
    ['echo-1-py3.whl', 'https://index.test/files/echo-1-py3.whl'],
  ]);
});

test.each(['', 'null', '{}', '{"files":[{}]}', '<html>'])('what is no index is refused: %s', (text) => {
  expect(() => linksOfJson(text, BASE)).toThrow(`${BASE} is not a Python package index (PEP 691).`);
});

test('asks PIP_INDEX_URL, follows redirects, and takes links relative to where it ended up', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/simple/echo/') {
      response.writeHead(302, { location: '/mirror/echo/' }).end();
    } else {
      expect(request.headers.accept).toContain('application/vnd.pypi.simple.v1+json');
      response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' });
      response.end('{"files":[{"filename":"a.whl","url":"a.whl"}]}');
    }
  });
  vi.stubEnv('PIP_INDEX_URL', `${url}/simple/`);
  expect([...(await readSimpleIndex('echo'))]).toEqual([['a.whl', `${url}/mirror/echo/a.whl`]]);
});

test('an index that answers 404 is named in one sentence', async () => {
  const url = await serve((_request, response) => void response.writeHead(404).end());
  vi.stubEnv('PIP_INDEX_URL', url);
  await expect(readSimpleIndex('echo')).rejects.toMatchObject({
    code: 'download-failed',
    message: `${url}/echo/ answered 404 Not Found.`,
  });
});
