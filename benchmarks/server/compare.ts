/**
 * Our server beside the same environment on Python's `openenv`, in turns: `pnpm benchmark server/compare.ts
 * [SECONDS] [SOCKETS,…]`.
 *
 * Steps a second, processor time a step and latency; then 2,000 idle sessions and the start. Run `pnpm build`
 * first: our side is what is published. PYTHON names an interpreter with `openenv`; else one is made.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks, writeTasks } from '@echo/tasks/node';
import { WebSocket } from 'ws';
import { end, processorSecondsOf, residentBytesOf, type Served, serve } from './processes.js';
import { python } from './python.js';

const [seconds = '10', sockets = '1,16,64,512'] = process.argv.slice(2);
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const bin = here('../../packages/server/dist/bin.js');
if (!existsSync(bin)) throw new Error('Our server is not built; run: pnpm build');
const folder = mkdtempSync(join(tmpdir(), 'echo-server-'));
const tsx = [process.execPath, '--import', 'tsx', '--conditions=@echo/source'];

const tasks = builtinTasks('train');
const [taskFile, promptFile] = [join(folder, 'tasks.jsonl'), join(folder, 'prompts.json')];
await writeTasks(taskFile, tasks);
const prompts = tasks.map((task) =>
  renderPrompt(task)
    .map(({ content }) => content)
    .join('\n\n'),
);
writeFileSync(promptFile, JSON.stringify(prompts));

let stores = 0;
const SIDES = {
  ECHO: () => {
    stores += 1;
    return serve([process.execPath, bin, '--port', '0', '--store', join(folder, `${stores}.db`)]);
  },
  openenv: () => servePython(),
  'openenv, async': () => servePython('async'),
  ceiling: () => serve([...tsx, here('frame-server.ts')]),
} as const;
type Side = keyof typeof SIDES;

async function servePython(...kind: readonly string[]): Promise<Served> {
  const port = await freePort();
  const command = [python(), here('echo_server.py'), String(port), taskFile, promptFile, ...kind];
  return serve(command, `http://127.0.0.1:${port}`);
}

interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server's processor time. */
  readonly cpu: number;
}

/** Plays on a fresh server, and measures its processor time while the generator measures. */
async function load(side: Side, n: number): Promise<Load> {
  const server = await SIDES[side]();
  const pid = server.process.pid ?? 0;
  const [program = '', ...args] = [...tsx, here('generate-load.ts'), server.url, String(n), seconds];
  const generator = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let before = 0;
  let used = 0;
  let result = '';
  for await (const line of linesOf(generator)) {
    if (line === 'measuring') before = processorSecondsOf(pid);
    else if (line === 'measured') used = processorSecondsOf(pid) - before;
    else result = line;
  }
  await end(server);
  const measured = JSON.parse(result) as Omit<Load, 'cpu'>;
  return { ...measured, cpu: (1000 * used) / (measured.perSecond * Number(seconds)) };
}

/** The resident memory of a server before and with so many sessions that do nothing, and its start. */
async function idle(side: Side, n: number) {
  const server: Served = await SIDES[side]();
  const pid = server.process.pid ?? 0;
  const before = residentBytesOf(pid);
  const opened: WebSocket[] = [];
  for (let i = 0; i < n; i++) {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`);
    await once(socket, 'open');
    socket.send(`{"type":"reset","data":{"seed":${i}}}`);
    await once(socket, 'message');
    opened.push(socket);
  }
  const after = residentBytesOf(pid);
  for (const socket of opened) socket.terminate();
  await end(server);
  return { before, after, startSeconds: server.startSeconds };
}

const rows: string[] = [];
for (const n of sockets.split(',').map(Number)) {
  for (const side of Object.keys(SIDES) as Side[]) {
    const { perSecond, cpu, p50, p99 } = await load(side, n);
    const row = `| ${n} | ${side} | ${Math.round(perSecond)} | ${cpu.toFixed(3)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} |`;
    console.error(row);
    rows.push(row);
  }
}
console.log('| sockets | server | steps a second | processor ms a step | p50 ms | p99 ms |');
console.log('| ---: | --- | ---: | ---: | ---: | ---: |');
console.log(rows.join('\n'));
const SESSIONS = 2000;
for (const side of ['ECHO', 'openenv'] as const) {
  const { before, after, startSeconds } = await idle(side, SESSIONS);
  const mb = (bytes: number) => Math.round(bytes / 1e6);
  console.log(
    `${side}: first answer after ${startSeconds.toFixed(2)} s, ${mb(before)} MB, with ${SESSIONS} idle sessions ${mb(after)} MB`,
  );
}
rmSync(folder, { recursive: true });

function linesOf(child: ChildProcess): AsyncIterable<string> {
  return createInterface({ input: child.stdout as NodeJS.ReadableStream });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
