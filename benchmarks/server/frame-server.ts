/** The ceiling of the load generator: answers every frame at once with a frame of the usual size. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const REPLY = JSON.stringify({
  type: 'observation',
  data: { observation: { prompt: 'x'.repeat(1200) }, reward: 0.5, done: true },
});
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
await once(server, 'listening');
server.on('connection', (socket) => socket.on('message', () => socket.send(REPLY)));
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
