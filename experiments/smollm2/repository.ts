import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isEchoError } from '@echo/core';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path as whoever called npm means it. */
export const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Ends the program with one sentence, in place of a stack, where something is refused. */
export function showRefusals(): void {
  process.on('uncaughtException', (error) => {
    console.error(isEchoError(error) ? error.message : error);
    process.exit(1);
  });
}

/** Short, and said to be changed where files differ from it. */
export function currentCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ', changed' : ''}`;
}
