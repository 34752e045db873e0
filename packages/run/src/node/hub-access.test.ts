import { serve } from '@echo/testing/serve';
import { expect, test, vi } from 'vitest';
import { hubAccess } from './hub-access.js';

/** A Hub that knows one token. */
const hub = () =>
  serve(({ url, headers }, response) => {
    if (url !== '/api/whoami-v2') return void response.writeHead(404).end();
    const known = headers.authorization === 'Bearer hf_known';
    response.writeHead(known ? 200 : 401).end(known ? '{"type":"user","name":"ada"}' : '{}');
  });

test.each([
  ['', { hasToken: false, user: null }],
  ['hf_known', { hasToken: true, user: 'ada' }],
  ['hf_revoked', { hasToken: true, user: null }],
])('with the token %j the Hub is reached', async (token, expected) => {
  const endpoint = await hub();
  vi.stubEnv('HF_ENDPOINT', endpoint);
  vi.stubEnv('HF_TOKEN', token);
  expect(await hubAccess()).toEqual({ endpoint, reachable: true, problem: null, ...expected });
});

test('a Hub that answers otherwise, or not at all, is not reached, and why is said', async () => {
  vi.stubEnv('HF_ENDPOINT', await serve((_, response) => void response.writeHead(404).end()));
  expect(await hubAccess()).toMatchObject({ reachable: false, problem: 'it answered 404' });
  vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:9');
  const { reachable, problem } = await hubAccess();
  expect(reachable).toBe(false);
  expect(problem).toMatch(/ECONNREFUSED|bad port/);
}, 20_000);
