import { hubStandIn } from '@echo/hub-stand-in';
import { serve } from '@echo/testing/serve';
import { expect, onTestFinished, test, vi } from 'vitest';
import { hubAccess } from './hub-access.js';

/** A Hub that knows one token. */
async function hub(): Promise<string> {
  const { url, close } = await hubStandIn({ accounts: { hf_known: { name: 'ada', role: 'read' } } });
  onTestFinished(async () => {
    await close();
    vi.unstubAllEnvs();
  });
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '127.0.0.1');
  return url;
}

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
