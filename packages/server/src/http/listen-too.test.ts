import { expect, test } from 'vitest';
import { connect } from '../testing/socket.js';
import { start } from '../testing/start.js';

test('a further port has the same routes and sockets, and closes with the server', async () => {
  const port = 41_000 + (process.pid % 20_000);
  const both = await start({ alsoPorts: [port] });
  const also = `http://127.0.0.1:${port}`;
  expect((await fetch(`${also}/health`)).status).toBe(200);
  const socket = await connect(also);
  expect(await socket.send({ type: 'reset', data: { seed: 1 } })).toMatchObject({ type: 'observation' });
  await both.close();
  expect(await socket.closed()).toBe(1001);
  await expect(fetch(`${also}/health`)).rejects.toThrow();
});
