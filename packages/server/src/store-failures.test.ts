/** A store that refuses writes: a clear error, everything else answers, nothing acknowledged is lost. */
import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { countTable, openStore } from '@echo/store';
import { postgresBin, startPostgres } from '@echo/testing/postgres-server';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { connect } from './testing/socket.js';
import { post, start } from './testing/start.js';

const mount = (script: string) => [
  '-rm',
  'sh',
  '-c',
  `mount -t tmpfs -o size=1m none "$1" && ${script}`,
  'sh',
];
const canMount = spawnSync('unshare', [...mount('true'), tmpdir()]).status === 0;

test.skipIf(!canMount)(
  'a full disk is 503 until there is room, and a read-only folder is refused',
  () => {
    const program = fileURLToPath(new URL('testing/failing-disk.ts', import.meta.url));
    const run = `exec "$2" --import tsx --conditions=@echo/source "$3" "$1"`;
    const output = execFileSync('unshare', [...mount(run), temporaryFolder(), process.execPath, program], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const { acknowledged, kept, ...replies } = JSON.parse(output);
    expect(replies).toEqual({
      full: [503, expect.stringMatching(/refused a write .*free space or give another file/)],
      meanwhile: { health: 200, reset: 200, counted: true },
      freed: 200,
      newFile: expect.stringMatching(/new\.db cannot be opened .*; give a file in a writable folder\.$/),
      refused: expect.stringMatching(/refused a write/),
      readable: true,
    });
    expect(acknowledged).toBeGreaterThan(3);
    expect(kept).toBe(acknowledged);
  },
  60_000,
);

const bin = postgresBin();

test.skipIf(bin === null)(
  'Postgres gone is an error, its return goes on, and the episode is not spent',
  async () => {
    const database = await startPostgres(bin ?? '');
    const server = await start({ store: await openStore(database.url) });
    const socket = await connect(server.url);
    const step = { type: 'step', data: { response: '<confidence>70</confidence><answer>B</answer>' } };
    await socket.send({ type: 'reset', data: { seed: 1 } });
    expect(await socket.send(step)).toMatchObject({ type: 'observation' });

    database.stop();
    await socket.send({ type: 'reset', data: { seed: 2 } });
    expect(await socket.send(step)).toMatchObject({
      type: 'error',
      data: { code: 'EXECUTION_ERROR', message: expect.stringMatching(/did not answer or refused/) },
    });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(await post(`${server.url}/reset`, { seed: 3 })).toMatchObject({ status: 200 });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(503);

    database.start();
    expect(await socket.send(step)).toMatchObject({ type: 'observation', data: { done: true } });
    expect(countTable(await server.store.counts()).n).toBe(2);
    await socket.close();
    await server.close();
    database.remove();
  },
  60_000,
);
