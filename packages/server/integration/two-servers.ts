/**
 * Two server processes with one Postgres and nginx before them: `two-servers.ts [SECONDS]`.
 *
 * `/metrics` adds up, and one that is killed under load costs only its own sockets. Needs nginx, Postgres.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, isClientError } from '@echo/client';
import { countTable, openStore } from '@echo/store';
import { postgresBin, startPostgres } from '@echo/testing/postgres-server';
import { startServe } from './serve-process.ts';

const [seconds = '3'] = process.argv.slice(2);
const bin = postgresBin();
if (bin === null) throw new Error('Postgres is not installed here.');
execFileSync('nginx', ['-v'], { stdio: 'ignore' });
const SOCKETS = 16;

const folder = mkdtempSync(join(tmpdir(), 'echo-nginx-'));
const database = await startPostgres(bin);
const servers = [await startServe('--store', database.url), await startServe('--store', database.url)];
const port = await freePort();
mkdirSync(join(folder, 'temp'));
writeFileSync(
  join(folder, 'nginx.conf'),
  `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/temp; proxy_temp_path ${folder}/temp; fastcgi_temp_path ${folder}/temp;
  uwsgi_temp_path ${folder}/temp; scgi_temp_path ${folder}/temp;
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  upstream echo { ${servers.map(({ url }) => `server ${new URL(url).host};`).join(' ')} }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://echo;
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_read_timeout 1h;
      proxy_next_upstream error timeout http_502;
    }
  }
}`,
);
const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'inherit' });
process.once('exit', () => {
  nginx.kill('SIGKILL');
  for (const { process: server } of servers) server.kill('SIGKILL');
  database.remove();
  rmSync(folder, { recursive: true });
});
const url = `http://127.0.0.1:${port}`;
for (let waited = 0; waited < 100 && !(await fetch(`${url}/health`).catch(() => null)); waited++)
  await pause(100);

interface Played {
  acknowledged: number;
  /** Calls that failed because the connection ended. */
  lost: number;
}

/** Plays seeded episodes until told to stop; what ends with its server is played again on the other. */
async function play(played: Played, name: string, isDone: () => boolean): Promise<void> {
  const client = await connect(url);
  for (let seed = 0; !isDone(); seed++) {
    try {
      await client.reset({ seed, episode_id: `${name}-${seed}` });
      await client.step({ response: `<confidence>${seed % 101}</confidence><answer>B</answer>` });
      played.acknowledged += 1;
    } catch (error) {
      if (!isClientError(error, 'CONNECTION_LOST')) throw error;
      played.lost += 1;
    }
  }
  await client.close();
}

const players = Array.from({ length: SOCKETS }, (): Played => ({ acknowledged: 0, lost: 0 }));
let done = false;
const playing = Promise.all(players.map((played, i) => play(played, `player-${i}`, () => done)));
await pause((1000 * Number(seconds)) / 2);
const [killed, other] = servers;
const held = await Promise.all(servers.map(({ url: own }) => sessionsOf(own)));
if (held.some((n) => n === 0)) throw new Error(`Expected sockets on both servers, got ${held}.`);
await killed?.kill();
await pause((1000 * Number(seconds)) / 2);
done = true;
await playing;

const lost = players.reduce((sum, played) => sum + played.lost, 0);
const acknowledged = players.reduce((sum, played) => sum + played.acknowledged, 0);
if (lost > (held[0] ?? 0)) throw new Error(`${lost} calls were lost where ${held[0]} sockets were.`);
const { n } = (await (await fetch(`${url}/metrics`)).json()) as { readonly n: number };
const direct = (await (await fetch(`${other?.url}/metrics`)).json()) as { readonly n: number };
const store = await openStore(database.url);
let kept = 0;
for await (const _ of store.episodes()) kept += 1;
const counted = countTable(await store.counts()).n;
await store.close();
// A killed server may have kept an episode whose reply it did not send.
if (kept < acknowledged || kept > acknowledged + lost)
  throw new Error(`${acknowledged} episodes were acknowledged and ${lost} calls lost, but ${kept} are kept.`);
if (n !== kept || direct.n !== kept || counted !== kept)
  throw new Error(
    `${kept} episodes are kept, but /metrics says ${n} and ${direct.n}, the counts ${counted}.`,
  );
console.log(
  `two servers: ${held.join(' + ')} sockets, one server killed, ${lost} calls lost, ${acknowledged} episodes acknowledged, ${kept} kept, /metrics agrees`,
);
process.exit();

async function sessionsOf(own: string): Promise<number> {
  const text = await (await fetch(`${own}/prometheus`)).text();
  return Number(/^echo_sessions (\d+)$/m.exec(text)?.[1]);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
