/**
 * Kills a server with SIGKILL under load, again and again: every acknowledged episode is in the store, the
 * store opens, and its counts agree with its episodes.
 *
 * `kill-loop.ts [KILLS] [STORE]`: a SQLite file unless a postgres:// address is given, or `postgres` for a
 * server of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@echo/client';
import { countTable, openStore } from '@echo/store';
import { postgresBin, startPostgres } from '@echo/testing/postgres-server';
import { startServe } from './serve-process.ts';

const [kills = '2', given] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'echo-kill-'));
const bin = given === 'postgres' ? postgresBin() : null;
if (given === 'postgres' && bin === null) throw new Error('Postgres is not installed here.');
const database = bin === null ? null : await startPostgres(bin);
process.once('exit', () => database?.remove());
const place = database?.url ?? given ?? join(folder, 'episodes.db');
const SOCKETS = 16;
/** Episodes that are acknowledged before a server is killed: it is warm then, and many are under way. */
const UNDER_LOAD = 500;
const acknowledged = new Set<string>();

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function play(url: string, name: string): Promise<void> {
  const client = await connect(url, { attempts: 1 });
  for (let i = 0; ; i++) {
    const episode_id = `${name}-${i}`;
    await client.reset({ seed: i, episode_id });
    await client.step({ response: `<confidence>${i % 101}</confidence><answer>B</answer>` });
    acknowledged.add(episode_id);
  }
}

for (let round = 0; round < Number(kills); round++) {
  const server = await startServe('--store', place);
  const before = acknowledged.size;
  const players = Array.from({ length: SOCKETS }, (_, i) => play(server.url, `${round}-${i}`));
  const ended = Promise.allSettled(players);
  for (let waited = 0; acknowledged.size < before + UNDER_LOAD && waited < 60_000; waited += 20)
    await pause(20);
  await pause(200 + 137 * (round % 7));
  await server.kill();
  await ended;
  const played = acknowledged.size - before;
  if (played < UNDER_LOAD) throw new Error(`Round ${round}: only ${played} episodes were acknowledged.`);

  const store = await openStore(place);
  const kept = new Set<string>();
  let n = 0;
  for await (const { episodeId } of store.episodes()) {
    kept.add(episodeId);
    n += 1;
  }
  const counted = countTable(await store.counts()).n;
  await store.close();
  const lost = [...acknowledged].filter((id) => !kept.has(id));
  if (lost.length > 0) throw new Error(`Round ${round}: ${lost.length} acknowledged episodes are lost.`);
  if (counted !== n) throw new Error(`Round ${round}: ${n} episodes, but counts of ${counted}.`);
  console.log(`kill ${round + 1}: ${acknowledged.size} acknowledged, ${n} kept, counts agree`);
}
rmSync(folder, { recursive: true });
