import { expect, test } from 'vitest';
import { connect } from './testing/socket.js';
import { start } from './testing/start.js';

const response = '<confidence>70</confidence><answer>B</answer>';
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('a socket is a session: reset, step, state, close', async () => {
  const server = await start();
  const client = await connect(server.url);
  expect(await client.send({ type: 'state' })).toMatchObject({ type: 'state', data: { episode_id: null } });
  expect(await client.send({ type: 'step', data: { response } })).toMatchObject({
    type: 'error',
    data: { code: 'EXECUTION_ERROR' },
  });
  const posed = await client.send({ type: 'reset', data: { seed: 42, episode_id: 'e' } });
  expect(posed).toMatchObject({ type: 'observation', data: { reward: null, done: false } });
  expect(await client.send({ type: 'step', data: { response } })).toMatchObject({
    type: 'observation',
    data: { done: true, observation: { ece: 0.7 } },
  });
  expect(await client.send({ type: 'state' })).toMatchObject({
    data: { episode_id: 'e', step_count: 1, seed: 42, done: true },
  });
  client.socket.send('{"type":"close"}');
  expect(await client.closed()).toBe(1000);
  await server.close();
});

test('every frame that is refused has its error frame, and the episode goes on', async () => {
  const server = await start({ strict: true });
  const client = await connect(server.url);
  await client.send({ type: 'reset' });
  const codes = [];
  for (const frame of [
    '',
    '{',
    '{"type":"nope"}',
    '{"type":"state","data":{}}',
    '{"type":"step","data":{}}',
  ]) {
    const reply = await client.send(frame);
    codes.push((reply.data as { code: string }).code);
  }
  expect(codes).toEqual([
    'INVALID_JSON',
    'INVALID_JSON',
    'UNKNOWN_TYPE',
    'VALIDATION_ERROR',
    'VALIDATION_ERROR',
  ]);
  expect(await client.send({ type: 'step', data: { response } })).toMatchObject({ type: 'observation' });
  expect(await client.send('[]')).toMatchObject({
    data: { code: 'SESSION_ERROR', message: "'list' object has no attribute 'get'" },
  });
  expect(await client.closed()).toBe(1000);
  await server.close();
});

test('frames sent at once are answered in order', async () => {
  const server = await start();
  const client = await connect(server.url);
  const n = 200;
  for (let i = 0; i < n; i++) {
    client.socket.send(JSON.stringify({ type: 'reset', data: { seed: i, episode_id: `e${i}` } }));
    client.socket.send(JSON.stringify({ type: 'step', data: { response } }));
  }
  for (let i = 0; i < n; i++) {
    for (const done of [false, true]) {
      expect(await client.next()).toMatchObject({ data: { done, metadata: { episode_id: `e${i}` } } });
    }
  }
  await client.close();
  await server.close();
});

test('a full server refuses in a frame, and a slot is free as soon as its socket is gone', async () => {
  const server = await start({ maxSessions: 2 });
  const [first] = await Promise.all([connect(server.url), connect(server.url)]);
  const third = await connect(server.url);
  expect(await third.next()).toEqual({
    type: 'error',
    data: {
      message: 'Server at capacity: 2/2 sessions active. Cannot accept new connections.',
      code: 'CAPACITY_REACHED',
      active_sessions: 2,
      max_sessions: 2,
    },
  });
  expect(await third.closed()).toBe(1000);
  first.socket.terminate();
  let again = await connect(server.url);
  await until(() => true);
  for (let tries = 0; tries < 50; tries++) {
    const reply = await again.send({ type: 'state' });
    if (reply.type === 'state') break;
    again = await connect(server.url);
  }
  expect(await again.send({ type: 'state' })).toMatchObject({ type: 'state' });
  await server.close();
});

test('closing the server answers what has come, then closes with 1001', async () => {
  const server = await start();
  const client = await connect(server.url);
  await client.send({ type: 'reset', data: { seed: 1 } });
  client.socket.send(JSON.stringify({ type: 'step', data: { response } }));
  const reply = client.next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await server.close();
  expect(await reply).toMatchObject({ data: { done: true } });
  expect(await client.closed()).toBe(1001);
});

test('thousands of sessions at once, every group with one question', async () => {
  const server = await start();
  const clients = await Promise.all(Array.from({ length: 1000 }, () => connect(server.url)));
  const posed = await Promise.all(
    clients.map((client, i) => client.send({ type: 'reset', data: { seed: Math.floor(i / 8) } })),
  );
  const questions = posed.map(
    ({ data }) => (data as { observation: { question: string } }).observation.question,
  );
  for (let group = 0; group < 125; group++)
    expect(new Set(questions.slice(8 * group, 8 * group + 8)).size).toBe(1);
  expect(new Set(questions).size).toBeGreaterThan(100);
  for (const { socket } of clients) socket.terminate();
  await server.close();
});

test('a foreign origin and an unknown path are refused', async () => {
  const server = await start();
  await expect(connect(server.url, '/nope')).rejects.toThrow('403');
  await server.close();
});

test('the socket /mcp speaks JSON-RPC, and /ws attaches to a session made over HTTP', async () => {
  const server = await start();
  const client = await connect(server.url, '/mcp');
  expect(await client.send({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).toEqual({
    jsonrpc: '2.0',
    id: 1,
    error: { code: -32603, message: 'Environment does not support MCP', data: null },
  });
  const created = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 6, method: 'openenv/session/create' }),
  });
  const { result } = (await created.json()) as { result: { session_id: string } };
  const attached = await connect(server.url, `/ws?session_id=${result.session_id}`);
  expect(await attached.send({ type: 'reset' })).toMatchObject({ type: 'observation' });
  const second = await connect(server.url, `/ws?session_id=${result.session_id}`);
  expect(await second.next()).toMatchObject({ data: { code: 'SESSION_ERROR' } });
  await server.close();
});
