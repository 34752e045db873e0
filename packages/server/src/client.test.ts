/** Our client against our server: sessions, limits, lost connections, an environment that is elsewhere. */
import { once } from 'node:events';
import { connect, connectHttp, remoteEnvironment } from '@echo/client';
import { createEnvironment, type Environment, type ResetOptions } from '@echo/env';
import { builtinTasks } from '@echo/tasks/node';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { start } from './testing/start.js';

const response = '<confidence>70</confidence><answer>B</answer>';

test.each(['WebSocket', 'HTTP'])('reset, step and close over %s', async (over) => {
  const server = await start({ strict: true });
  const client = over === 'HTTP' ? connectHttp(server.url) : await connect(server.url);
  const posed = await client.reset({ seed: 7 });
  const graded = await client.step({ response });
  expect(graded).toMatchObject({ done: true, observation: { question: posed.observation.question } });
  await expect(client.step({ response: 5 })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
  await client.close();
  await server.close();
});

test('a remote environment is a local one that is elsewhere', async () => {
  const server = await start();
  const local = createEnvironment({ tasks: builtinTasks('train') });
  const remote = await remoteEnvironment(server.url);
  const play = async (environment: Environment) => {
    const played: unknown[] = [await environment.state(), await failure(environment.step({ response }))];
    const resets: readonly ResetOptions[] = [
      {},
      { seed: 7 },
      { seed: 'seven', domain: 'math' },
      { seed: 1, phase: 1 },
      { index: 3 },
    ];
    for (const options of resets) {
      played.push(await environment.reset(options));
      played.push(await environment.step({ response: `I think so. ${response}` }), await environment.state());
      played.push(await failure(environment.step({ response })));
    }
    played.push(await failure(environment.reset({ domain: 'nope' })));
    return played;
  };
  expect(await play(remote)).toEqual(await play(local));
  await remote.close();
  await server.close();
});

async function failure(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: { code?: string; message: string }) => [error.code, error.message],
  );
}

test('a lost connection is made again, and an episode with a seed goes on', async () => {
  const server = await start();
  const { port } = new URL(server.url);
  const client = await connect(server.url);
  const posed = await client.reset({ seed: 7 });
  await server.close();
  const again = await start({ port: Number(port) });
  const graded = await client.step({ response });
  expect(graded.observation.question).toBe(posed.observation.question);
  await client.reset();
  await again.close();
  const third = await start({ port: Number(port) });
  await expect(client.step({ response })).rejects.toMatchObject({ code: 'SESSION_LOST' });
  await client.close();
  await expect(client.reset()).rejects.toMatchObject({ code: 'CLOSED' });
  await third.close();
});

test('time limits and signals end a call, and its late reply poisons no other', async () => {
  const slow = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  let delay = 300;
  slow.on('connection', (socket) =>
    socket.on('message', (data) =>
      setTimeout(() => socket.send(JSON.stringify({ type: 'state', data: JSON.parse(`${data}`) })), delay),
    ),
  );
  await once(slow, 'listening');
  const { port } = slow.address() as { port: number };
  const client = await connect(`ws://127.0.0.1:${port}`, { timeout: 0.05 });
  await expect(client.state()).rejects.toMatchObject({ code: 'TIMEOUT' });
  const abort = new AbortController();
  const call = client.state({ timeout: 5, signal: abort.signal });
  abort.abort();
  await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
  delay = 0;
  expect(await client.state({ timeout: 5 })).toEqual({ type: 'state' });
  await client.close();
  slow.close();
});

test('no server, and a full one', async () => {
  const options = { attempts: 1, connectTimeout: 1 };
  await expect(connect('ws://127.0.0.1:1', options)).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  const server = await start({ maxSessions: 1 });
  const first = await connect(server.url);
  const second = await connect(server.url);
  await expect(second.reset()).rejects.toMatchObject({ code: 'CAPACITY_REACHED', data: { max_sessions: 1 } });
  await first.close();
  await server.close();
});
