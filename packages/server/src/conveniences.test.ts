/** What the default adds to the contract. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post, start } from './testing/start.js';

let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const response = '<confidence>70</confidence><answer>B</answer>';

test('the quick test with two curls works, whatever content type curl says', async () => {
  const plain = (path: string, body?: string) =>
    fetch(server.url + path, {
      method: 'POST',
      ...(body !== undefined && { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    });
  const posed = (await (await plain('/reset')).json()) as { observation: { question: string } };
  const graded = (await (await plain('/step', JSON.stringify({ response }))).json()) as typeof posed;
  expect(graded).toMatchObject({ done: true, observation: { confidence: 70 } });
  expect(graded.observation.question).toBe(posed.observation.question);
  expect((await plain('/step', JSON.stringify({ response }))).status).toBe(409);
});

test('health says what runs here', async () => {
  expect(await (await fetch(`${server.url}/health`)).json()).toEqual({
    status: 'healthy',
    environment: 'echo',
    version: '0.1.0',
  });
});

test('a bare number is read as text', async () => {
  expect(await post(`${server.url}/step`, { action: { response: 42 }, seed: 1 })).toMatchObject({
    status: 200,
    body: { done: true },
  });
});

test('refusals of the environment say why', async () => {
  expect(await post(`${server.url}/reset`, { domain: 'nope' })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('no task of domain nope') },
  });
  expect(await post(`${server.url}/reset`, { index: 10 ** 9 })).toMatchObject({ status: 400 });
  expect(await post(`${server.url}/reset`, { split: 'toString' })).toMatchObject({ status: 400 });
});

test('a closing slash is redirected', async () => {
  const reply = await fetch(`${server.url}/health/`, { redirect: 'manual' });
  expect([reply.status, reply.headers.get('location')]).toEqual([307, '/health']);
});

test.each(['/', '/web', '/web/'])('%s leads to the list of routes', async (path) => {
  const reply = await fetch(server.url + path);
  expect([reply.status, reply.url]).toEqual([200, `${server.url}/docs`]);
});
