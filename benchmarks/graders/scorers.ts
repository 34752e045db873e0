import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@echo/files/cache-folder';

const PACKAGES = ['math-verify==0.9.0', 'lm-eval==0.4.13'];
const CACHE = cacheFolder('graders');

/**
 * The Python interpreter that PYTHON names, or that of an environment with the other projects' scorers, made
 * with pip once.
 */
export function scorers(): string {
  if (process.env.PYTHON) return process.env.PYTHON;
  const interpreter = join(CACHE, 'bin', 'python');
  if (!existsSync(join(CACHE, 'complete'))) {
    console.error(
      `Making a Python environment in ${CACHE}; PYTHON names another that has ${PACKAGES.join(', ')}.`,
    );
    execFileSync('python3', ['-m', 'venv', CACHE], { stdio: ['ignore', 2, 2] });
    execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio: ['ignore', 2, 2] });
    writeFileSync(join(CACHE, 'complete'), '');
  }
  return interpreter;
}
