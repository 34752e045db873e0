import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@echo/files/cache-folder';

/** The interpreter that PYTHON names, or that of an environment made with pip: about 450 MB. */
export function python(): string {
  if (process.env.PYTHON) return process.env.PYTHON;
  const folder = join(cacheFolder('server-benchmark'), 'python');
  const interpreter = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, 'complete'))) {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: ['ignore', 2, 2] });
    execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', 'openenv==0.10.0'], {
      stdio: ['ignore', 2, 2],
    });
    writeFileSync(join(folder, 'complete'), '');
  }
  return interpreter;
}
