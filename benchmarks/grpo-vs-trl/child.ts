import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from './settings.js';

/** A program that takes the path of a job and of the result it is to write, both JSON. */
export interface Side {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const ours: Side = {
  name: 'ECHO',
  command: [process.execPath, '--import', 'tsx', '--conditions=@echo/source', here('ours.ts')],
};

export const theirs = (interpreter: string): Side => ({
  name: 'TRL',
  command: [interpreter, here('theirs.py')],
});

/** Runs a job in a child process and waits for it; its output goes to standard error. */
export function runJob<Result>({ name, command: [program, ...args] }: Side, job: Job): Result {
  console.error(`# ${name}: ${job.part}`);
  const folder = mkdtempSync(join(tmpdir(), 'grpo-vs-trl-'));
  try {
    const [question, answer] = [join(folder, 'job.json'), join(folder, 'result.json')];
    writeFileSync(question, JSON.stringify(job));
    execFileSync(program, [...args, question, answer], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, HF_HUB_OFFLINE: '1', TOKENIZERS_PARALLELISM: 'false' },
    });
    return JSON.parse(readFileSync(answer, 'utf8')) as Result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
