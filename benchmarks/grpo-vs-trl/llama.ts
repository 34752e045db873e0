import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE } from './cache-folder.js';
import { runJob, type Side } from './child.js';
import type { Job, SamplingFigures } from './settings.js';

const VERSION = '3.22.1';
const FOLDER = join(CACHE, 'llama');

/**
 * Seconds of node-llama-cpp for the sequences of a sampling job, from the GGUF file as it is.
 *
 * Null where its package cannot be had or does not run.
 */
export function llamaSampling(gguf: string, job: Extract<Job, { part: 'sampling' }>): SamplingFigures | null {
  try {
    install();
    const script = fileURLToPath(new URL('llama-side.ts', import.meta.url));
    const side: Side = {
      name: 'llama.cpp',
      command: [process.execPath, '--import', 'tsx', '--conditions=@echo/source', script, FOLDER, gguf],
    };
    return runJob<SamplingFigures>(side, job);
  } catch (error) {
    console.error(`llama.cpp is left out: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

/**
 * From npm alone: the binary for this machine is a package, and no script that could fetch or build another
 * is run.
 */
function install(): void {
  if (existsSync(join(FOLDER, 'complete'))) return;
  const packages = ['node-llama-cpp', `@node-llama-cpp/${process.platform}-${process.arch}`];
  execFileSync(
    'npm',
    [
      'install',
      '--prefix',
      FOLDER,
      '--ignore-scripts',
      '--omit=optional',
      ...packages.map((p) => `${p}@${VERSION}`),
    ],
    { stdio: ['ignore', 2, 2] },
  );
  writeFileSync(join(FOLDER, 'complete'), '');
}
