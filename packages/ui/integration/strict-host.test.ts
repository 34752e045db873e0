import { describe, expect, test } from 'vitest';
import { staticSite } from './site.js';

/** What makes a page cross-origin isolated, which its threads need. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const hostWith = (policy: string) => staticSite({ ...ISOLATED, 'content-security-policy': policy });

describe.each([
  ['workers of a blob are not let in', "worker-src 'self'"],
  ['workers may not import a blob', "script-src 'self' 'wasm-unsafe-eval'"],
])('on an isolated host where %s', (_, policy) => {
  const site = hostWith(policy);
  test('the policy runs on one thread', async () => {
    const { page } = await site.visit('#/training?steps=1&heldout=8');
    await page.getByRole('button', { name: 'How long will it take?' }).click();
    await page.getByText(/About \d+ minutes? for 1 step .* without threads/).waitFor({ timeout: 60_000 });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.context().close();
  });
});

describe.each([
  [
    'no worker is let in',
    "worker-src 'none'",
    /The embedded policy has ended in this browser.*; .*Content-Security-Policy/,
  ],
  [
    'WebAssembly is not let in',
    "script-src 'self'",
    /The wasm backend cannot be loaded from .*Content-Security-Policy/,
  ],
])('on a host where %s', (_, policy, words) => {
  const site = hostWith(policy);
  test('the page says so', async () => {
    const { page } = await site.visit('#/training?steps=1&heldout=8');
    await page.getByRole('button', { name: 'How long will it take?' }).click();
    await page.getByText(words).waitFor({ timeout: 60_000 });
    await page.context().close();
  });
});
