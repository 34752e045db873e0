/**
 * Compares the resident memory after N steps with that after N / 10: at most 1.1 times.
 * `memory-growth.ts [STEPS] [SOCKETS]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@echo/client';
import { residentBytes, startServe } from './serve-process.ts';

const [steps = '20000', sockets = '16'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'echo-memory-'));
const server = await startServe('--store', join(folder, 'episodes.db'));
const clients = await Promise.all(Array.from({ length: Number(sockets) }, () => connect(server.url)));

async function play(n: number): Promise<void> {
  let left = n;
  await Promise.all(
    clients.map(async (client) => {
      for (; left > 0; left--) {
        await client.reset({ seed: left });
        await client.step({ response: `<confidence>${left % 101}</confidence><answer>B</answer>` });
      }
    }),
  );
}

const total = Number(steps);
const started = Date.now();
await play(total / 10);
const first = await residentBytes(server.url);
await play((total * 9) / 10);
const last = await residentBytes(server.url);
const perSecond = Math.round((1000 * total) / (Date.now() - started));
const ratio = (last / first).toFixed(3);
console.log(
  `${total} steps, ${perSecond} a second: ${megabytes(first)} → ${megabytes(last)} MB, ${ratio} times`,
);
await server.kill();
rmSync(folder, { recursive: true });
if (total >= 200_000 && last > 1.1 * first) throw new Error('The memory grew by more than a tenth.');

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
