import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { start } from './testing/start.js';

const statusOf = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

test('with a token every call but health needs it, sockets too', async () => {
  const server = await start({ token: 'secret' });
  expect(await statusOf(`${server.url}/health`)).toBe(200);
  expect(await statusOf(`${server.url}/state`)).toBe(401);
  expect(await statusOf(`${server.url}/state`, { headers: { authorization: 'Bearer wrong' } })).toBe(401);
  const authorization = 'Bearer secret';
  expect(await statusOf(`${server.url}/state`, { headers: { authorization } })).toBe(200);
  const refused = new WebSocket(`${server.url.replace('http', 'ws')}/ws`);
  await expect(new Promise((_, reject) => refused.on('error', reject))).rejects.toThrow('401');
  const accepted = new WebSocket(`${server.url.replace('http', 'ws')}/ws`, { headers: { authorization } });
  await new Promise((resolve) => accepted.on('open', resolve));
  await server.close();
});

test('a browser of another origin may call only when it was named', async () => {
  const server = await start({ origins: ['https://trusted.example'] });
  const from = (origin: string) => fetch(`${server.url}/state`, { headers: { origin } });
  expect((await from('https://evil.example')).status).toBe(403);
  expect((await from(server.url)).status).toBe(200);
  const trusted = await from('https://trusted.example');
  expect([trusted.status, trusted.headers.get('access-control-allow-origin')]).toEqual([
    200,
    'https://trusted.example',
  ]);
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`, { origin: 'https://evil.example' });
  await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow('403');
  await server.close();
});

test('it does not listen beyond this machine without a token', async () => {
  const server = await start();
  await expect(server.listen({ host: '0.0.0.0', port: 0 })).rejects.toThrow(/give a token/);
  await server.close();
});

test('large and deeply nested bodies are refused, and the server lives on', async () => {
  const server = await start({ maxBytes: 100_000 });
  const send = (body: string) =>
    statusOf(`${server.url}/step`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(await send(JSON.stringify({ response: 'x'.repeat(200_000) }))).toBe(413);
  expect(await send('['.repeat(50_000))).toBe(422);
  expect(await send('{"__proto__":{"response":"x"}}')).toBe(422);
  expect(await statusOf(`${server.url}/health`)).toBe(200);
  await server.close();
});
