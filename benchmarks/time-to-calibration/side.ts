import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { SideAnswer, SideJob, SideRequest } from './settings.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The command of our training process. */
export const ourSide = [
  process.execPath,
  '--import',
  'tsx',
  '--conditions=@echo/source',
  here('our-side.ts'),
] as const;

/** The command of TRL's training process. */
export const trlSide = (interpreter: string) => [interpreter, here('trl_side.py')] as const;

/**
 * Runs a training process to its end and answers what it asks.
 *
 * It asks by lines of JSON on its file 3 and is answered on its standard input. What it prints goes to
 * standard error.
 */
export async function runSide(
  [program, ...args]: readonly [string, ...string[]],
  job: SideJob,
  answer: (request: SideRequest) => Promise<SideAnswer>,
): Promise<void> {
  mkdirSync(job.folder, { recursive: true });
  const file = join(job.folder, 'job.json');
  writeFileSync(file, JSON.stringify(job));
  const child = spawn(program, [...args, file], {
    stdio: ['pipe', 2, 2, 'pipe'],
    env: { ...process.env, HF_HUB_OFFLINE: '1', TOKENIZERS_PARALLELISM: 'false' },
  });
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdio[3] as Readable }))
    child.stdin?.write(`${JSON.stringify(await answer(JSON.parse(line) as SideRequest))}\n`);
  const [code] = await closed;
  if (code !== 0) throw new Error(`The training in ${job.folder} ended with ${code}; call again to go on.`);
}
