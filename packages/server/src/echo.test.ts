/** Our own routes: what the store keeps, and what is computed from it. */
import { openStore } from '@echo/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post, start } from './testing/start.js';

let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const get = async (path: string) => (await fetch(server.url + path)).json() as Promise<never>;
const stated = (percent: number) => `<confidence>${percent}</confidence><answer>A</answer>`;

test('a batch is graded statelessly; a refused item does not spoil the others', async () => {
  const items = [
    ...Array.from({ length: 150 }, (_, seed) => ({ seed, domain: 'math', response: stated(seed % 101) })),
    { response: 'no seed' },
    { seed: 1, domain: 'nope', response: 'x' },
    { index: 0, split: 'test', response: 5 },
  ];
  const { body } = await post(`${server.url}/echo/grade`, { items });
  const { results } = body as { results: readonly Record<string, unknown>[] };
  expect(results).toHaveLength(153);
  expect(results[0]).toMatchObject({ done: true, observation: { domain: 'math', confidence: 0 } });
  expect(results[150]).toEqual({ error: expect.stringContaining('seed') });
  expect(results[151]).toEqual({ error: expect.stringContaining('nope') });
  expect(results[152]).toMatchObject({ done: true });
});

test('metrics are those of the episodes', async () => {
  const { n, domains, mean_confidence } = (await get('/metrics')) as {
    n: number;
    domains: Record<string, { n: number }>;
    mean_confidence: number;
  };
  expect(n).toBe(151);
  expect(domains.math?.n).toBe(150);
  expect(mean_confidence).toBeGreaterThan(30);
  expect(await get('/metrics/math')).toMatchObject({ domain: 'math', n: 150 });
  expect((await fetch(`${server.url}/metrics/nope`)).status).toBe(404);
  const { domains: shape } = (await get('/fingerprint')) as { domains: readonly { domain: string }[] };
  expect(shape.map(({ domain }) => domain)).toContain('math');
});

test('the history has pages', async () => {
  const first = (await get('/history')) as { episodes: readonly { id: number }[]; next: number };
  expect(first.episodes).toHaveLength(100);
  const second = (await get(`/history?before=${first.next}`)) as typeof first;
  expect([second.episodes.length, second.next]).toEqual([51, null]);
  expect((await fetch(`${server.url}/history?limit=0`)).status).toBe(422);
});

test('the benchmarks and the counters', async () => {
  expect(await get('/tasks')).toMatchObject({
    tasks: [
      { name: 'calibration-fundamentals', threshold: 0.7 },
      { name: 'domain-aware', threshold: 0.6 },
      { name: 'anti-hallucination', threshold: 0.5 },
    ],
  });
  const text = await (await fetch(`${server.url}/prometheus`)).text();
  expect(text).toContain('echo_episodes_total{domain="math"} 150');
});

test('a store that refuses a write: a clear error, and the episode may be stepped again', async () => {
  const store = await openStore(':memory:');
  let full = true;
  const refusing: typeof store = {
    ...store,
    add: async (episode) => {
      if (full)
        throw Object.assign(new Error('The disk is full.'), { name: 'EchoError', code: 'write-failed' });
      await store.add(episode);
    },
  };
  const other = await start({ store: refusing });
  await post(`${other.url}/reset`, { seed: 1, episode_id: 'e' });
  const step = () => post(`${other.url}/step`, { response: stated(50), episode_id: 'e' });
  expect(await step()).toEqual({ status: 503, body: { detail: 'The disk is full.' } });
  full = false;
  expect(await step()).toMatchObject({ status: 200, body: { done: true } });
  await other.close();
});
