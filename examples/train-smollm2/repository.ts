import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path as whoever called npm means it. */
export const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Runs the command line; whether it went well. */
export function echoRl(...args: readonly string[]): boolean {
  const command = ['run', '--silent', 'echo-rl', '--', ...args];
  return spawnSync('npm', command, { cwd: root, stdio: 'inherit' }).status === 0;
}

/**
 * Begins the training of a run folder, or goes on where it was, unless it is finished.
 *
 * Whether it went well.
 */
export function trainOrResume(run: string, ...flags: readonly string[]): boolean {
  if (isFinished(run)) return true;
  const begun = existsSync(join(run, 'config.json'));
  return echoRl('train', '--out', run, ...(begun ? ['--resume'] : flags));
}

export const isFinished = (run: string): boolean => existsSync(join(run, 'report.json'));

/** Short, and said to be changed where files differ from it. */
export function currentCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ', changed' : ''}`;
}
