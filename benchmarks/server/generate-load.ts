/**
 * Plays episodes on a server over sockets, as fast as it answers: `generate-load.ts URL SOCKETS SECONDS`.
 *
 * Prints one line of JSON: steps a second, and the latency of a step in milliseconds. The first seconds are
 * not measured: a server is as fast as it gets once its code is compiled.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';

const [url = '', sockets = '1', seconds = '5'] = process.argv.slice(2);
const address = `${url.replace('http', 'ws')}/ws`;
const latencies: number[] = [];
let measuring = false;
let running = true;

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

function request(socket: WebSocket, frame: string): Promise<string> {
  return new Promise((resolve) => {
    socket.once('message', (data) => resolve(String(data)));
    socket.send(frame);
  });
}

async function play(socket: WebSocket, place: number): Promise<void> {
  for (let seed = place; running; seed = (seed + 9973) % 2 ** 31) {
    await request(socket, `{"type":"reset","data":{"seed":${seed}}}`);
    const response = `<confidence>${seed % 101}</confidence><answer>B</answer>`;
    const frame = JSON.stringify({ type: 'step', data: { response } });
    const started = performance.now();
    const reply = await request(socket, frame);
    if (!reply.includes('"done":true')) throw new Error(`Expected the end of an episode, got ${reply}.`);
    if (measuring) latencies.push(performance.now() - started);
  }
}

const opened: WebSocket[] = [];
for (let i = 0; i < Number(sockets); i++) opened.push(await open());
const players = opened.map(play);
await new Promise((resolve) => setTimeout(resolve, 3000));
measuring = true;
console.log('measuring');
const started = performance.now();
await new Promise((resolve) => setTimeout(resolve, 1000 * Number(seconds)));
measuring = false;
const took = (performance.now() - started) / 1000;
console.log('measured');
running = false;
await Promise.all(players);
for (const socket of opened) socket.close();
const sorted = Float64Array.from(latencies).sort();
const quantile = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
console.log(JSON.stringify({ perSecond: sorted.length / took, p50: quantile(0.5), p99: quantile(0.99) }));
