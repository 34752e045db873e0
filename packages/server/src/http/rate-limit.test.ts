import { expect, test } from 'vitest';
import { connect } from '../testing/socket.js';
import { start } from '../testing/start.js';
import { rateLimit } from './rate-limit.js';

test('requests beyond the limit of an address are refused for a second, and then are not', async () => {
  const server = await start({ rateLimit: 3 });
  const replies = await Promise.all(Array.from({ length: 5 }, () => fetch(`${server.url}/health`)));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
  const late = replies.find(({ status }) => status === 429);
  expect(late?.headers.get('retry-after')).toBe('1');
  expect(await late?.json()).toEqual({ detail: 'Too many requests' });
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  await server.close();
});

test('frames beyond the limit are late, and each is answered', async () => {
  const server = await start({ rateLimit: 4 });
  const socket = await connect(server.url);
  const started = performance.now();
  for (let i = 0; i < 6; i++) expect(await socket.send({ type: 'state' })).toMatchObject({ type: 'state' });
  expect(performance.now() - started).toBeGreaterThan(500);
  await socket.close();
  await server.close();
});

test('a limit that is none is refused', () => {
  expect(() => rateLimit(0)).toThrow('Expected `rateLimit` to be a whole number of at least 1, got 0.');
});
