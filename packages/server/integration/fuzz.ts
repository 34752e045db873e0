/**
 * Sends malformed requests and frames, the same for the same seed: none may crash, hang or earn a 500.
 * `fuzz.ts [REQUESTS] [SEED]`.
 */
import { createConnection } from 'node:net';
import { createRng, type Rng } from '@echo/core';
import { WebSocket } from 'ws';
import { startServe } from './serve-process.ts';

const [requests = '20000', seed = '1'] = process.argv.slice(2);
const total = Number(requests);
const server = await startServe('--store', ':memory:');
const { host, port } = new URL(server.url);
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
const PATHS =
  '/reset /step /state /health /schema /metadata /mcp /ws /openapi.json /docs /tasks /metrics /metrics/math /fingerprint /history /advance_phase /echo/grade /prometheus /list_environments /echo/splits /echo/tasks /echo/num_tasks /echo/task /echo/task_range /echo/completers /echo/completers/x /echo/evaluations /echo/evaluations/x /echo/runs /echo/runs/x /echo/runs/x/pause /echo/runs/x/events /x/task /nope / //x /%zz /%00 /history?limit=-1 /history?before=x /../etc/passwd'.split(
    ' ',
  );
const KEYS =
  'action response seed episode_id timeout_s request_id metadata domain difficulty phase split index items start stop jsonrpc method params id session_id type data messages role content completer limit stream __proto__ constructor'.split(
    ' ',
  );
const TEXTS =
  'reset|step|state|close|mcp|train|test|math|easy|2.0|tools/call|openenv/session/close|toString|\u0000|\uD800|\u{1F600}|<confidence>70</confidence><answer>B</answer>|<confidence>|9e999|-1|'.split(
    '|',
  );

function anyValue(rng: Rng, depth = 0): unknown {
  const kind = rng.int(depth > 4 ? 7 : 10);
  if (kind < 3) return rng.choose(TEXTS);
  if (kind === 3) return rng.choose([0, 1, -1, 1.5, 1e308, 2 ** 53, -0, 3]);
  if (kind === 4) return rng.choose([true, false, null]);
  if (kind === 5) return 'x'.repeat(rng.int(2000));
  if (kind === 6) return rng.int(1000);
  if (kind === 7) return Array.from({ length: rng.int(4) }, () => anyValue(rng, depth + 1));
  return Object.fromEntries(
    Array.from({ length: rng.int(5) }, () => [rng.choose(KEYS), anyValue(rng, depth + 1)]),
  );
}

/** JSON, sometimes cut off, nested beyond reason, changed in a byte, or no UTF-8. */
function anyBody(rng: Rng): Buffer {
  const bytes = Buffer.from(JSON.stringify(anyValue(rng)) ?? '');
  switch (rng.int(8)) {
    case 0:
      return bytes.subarray(0, rng.int(bytes.length + 1));
    case 1:
      return Buffer.from('[{"a":'.repeat(rng.int(3000)));
    case 2:
      if (bytes.length > 0) bytes[rng.int(bytes.length)] = rng.int(256);
      return bytes;
    default:
      return bytes;
  }
}

const statuses = new Map<string, number>();
const count = (name: string | number) => statuses.set(String(name), (statuses.get(String(name)) ?? 0) + 1);

/** One request over a connection of its own, written in pieces; resolves with the status, or how it ended. */
async function request(rng: Rng): Promise<void> {
  const body = anyBody(rng);
  const type = rng.choose(['application/json', 'text/plain', 'application/x-www-form-urlencoded', '', 'x']);
  const length = rng.int(20) === 0 ? rng.int(5000) : body.length;
  const head = [
    `${rng.choose(METHODS)} ${rng.choose(PATHS)} HTTP/1.1`,
    `host: ${host}`,
    'connection: close',
    ...(type ? [`content-type: ${type}`] : []),
    `content-length: ${length}`,
    ...(rng.int(30) === 0 ? [`x: ${'y'.repeat(rng.int(20000))}`] : []),
    ...(rng.int(30) === 0 ? ['transfer-encoding: chunked'] : []),
  ];
  const socket = createConnection(Number(port), '127.0.0.1');
  let reply = '';
  socket.on('data', (data) => {
    reply += data.toString('latin1');
  });
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  if (rng.int(50) === 0) await new Promise((resolve) => setTimeout(resolve, rng.int(50)));
  socket.write(body);
  const waits = length > body.length;
  const timer = setTimeout(() => socket.destroy(), waits ? 20 : 20_000);
  const started = Date.now();
  await closed;
  clearTimeout(timer);
  const status = /^HTTP\/1\.1 (\d+)/.exec(reply)?.[1];
  if (status === '500') throw new Error(`500 for ${head[0]} ${body.toString().slice(0, 500)}`);
  if (!status && !waits && Date.now() - started > 19_000) throw new Error(`No reply to ${head[0]}`);
  count(status ?? 'closed');
}

/** Frames over one socket, one reply each, until one ends the session; resolves with how many were sent. */
async function frames(rng: Rng, n: number): Promise<number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${rng.choose(['/ws', '/ws', '/mcp'])}`);
  socket.on('error', () => {});
  const closed = new Promise<null>((resolve) => socket.once('close', () => resolve(null)));
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed]);
  let sent = 0;
  for (; sent < n && socket.readyState === socket.OPEN; sent++) {
    const plain = rng.int(2) === 0;
    const type = rng.choose(['reset', 'step', 'state', 'mcp', 'nope', 'close']);
    const frame = plain ? Buffer.from(JSON.stringify({ type, data: anyValue(rng) })) : anyBody(rng);
    const reply = Promise.race([new Promise((resolve) => socket.once('message', resolve)), closed]);
    socket.send(frame, { binary: rng.int(40) === 0 });
    const late = setTimeout(() => {
      throw new Error(`No reply to the frame ${frame.toString().slice(0, 500)}`);
    }, 20_000);
    const received = await reply;
    clearTimeout(late);
    count(received === null ? 'socket closed' : 'frame answered');
  }
  if (rng.int(2) === 0) socket.terminate();
  else socket.close();
  return sent;
}

const root = createRng(seed);
const PARALLEL = 16;
await Promise.all(
  Array.from({ length: PARALLEL }, async (_, worker) => {
    const rng = root.fork(worker);
    for (let sent = 0; sent < total / PARALLEL; ) {
      if (rng.int(10) === 0) {
        sent += Math.max(1, await frames(rng.fork(sent), 10));
      } else {
        await request(rng.fork(sent));
        sent += 1;
      }
    }
  }),
);
const health = await fetch(`${server.url}/health`);
if (health.status !== 200 || server.process.exitCode !== null) throw new Error('The server did not survive.');
const sessions = await (await fetch(`${server.url}/prometheus`)).text();
console.log(`${total} requests and frames of seed ${seed}:`, Object.fromEntries([...statuses].sort()));
console.log(sessions.match(/^echo_sessions \d+$/m)?.[0]);
await server.kill();
