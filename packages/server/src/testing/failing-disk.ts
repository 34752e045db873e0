/** Serves with its store on a small disk that fills up, and opens it read-only: `failing-disk.ts FOLDER`. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTable, openStore } from '@echo/store';
import { builtinEnvironment, createServer } from '../index.js';

const [folder = ''] = process.argv.slice(2);
const filler = join(folder, 'filler');
writeFileSync(filler, 'x'.repeat(400_000));
const place = join(folder, 'episodes.db');
const store = await openStore(place);
const server = await createServer({ environment: builtinEnvironment(), store, logger: false });
let acknowledged = 0;

async function step(): Promise<readonly [status: number, detail: string]> {
  const response = `<confidence>70</confidence><answer>${'B'.repeat(40_000)}</answer>`;
  const payload = { seed: acknowledged, action: { response } };
  const reply = await server.app.inject({ method: 'POST', url: '/step', payload });
  if (reply.statusCode === 200) acknowledged += 1;
  return [reply.statusCode, reply.json().detail ?? ''];
}
const statusOf = async (method: 'GET' | 'POST', url: string) =>
  (await server.app.inject({ method, url })).statusCode;

let full = await step();
while (full[0] === 200) full = await step();
const health = await statusOf('GET', '/health');
const reset = await statusOf('POST', '/reset');
const counted = (await server.app.inject('/metrics')).json().n === acknowledged;
rmSync(filler);
const [freed] = await step();
await server.close();

const reopened = await openStore(place);
const kept = countTable(await reopened.counts()).n;
const [last] = await reopened.history({ limit: 1 });
await reopened.close();
if (!last) throw new Error('No episode was kept.');
execFileSync('mount', ['--bind', folder, folder]);
execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
const messageOf = (error: Error) => error.message;
const newFile = await openStore(join(folder, 'new.db')).then(() => 'opened', messageOf);
const readOnly = await openStore(place);
const refused = await readOnly.add(last).then(() => 'written', messageOf);
const readable = countTable(await readOnly.counts()).n === kept;
await readOnly.close();
const meanwhile = { health, reset, counted };
process.stdout.write(
  JSON.stringify({ full, meanwhile, freed, newFile, refused, readable, acknowledged, kept }),
);
