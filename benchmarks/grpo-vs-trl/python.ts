import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './cache-folder.js';

/** `gguf` is what transformers reads the tokenizer of a GGUF file with. */
const PACKAGES = ['torch==2.15.0', 'transformers==5.24.0', 'trl==1.16.0', 'peft==0.21.2', 'gguf==0.19.0'];

/**
 * The interpreter that PYTHON names, or that of an environment made with pip: about 6 GB, as the default
 * index's torch brings CUDA.
 */
export function python(): string {
  if (process.env.PYTHON) return process.env.PYTHON;
  const folder = join(CACHE, 'python');
  const interpreter = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, 'complete'))) {
    console.error(
      `Making a Python environment of about 6 GB in ${folder}; PYTHON names another that has it.`,
    );
    execFileSync('python3', ['-m', 'venv', folder], { stdio: ['ignore', 2, 2] });
    execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio: ['ignore', 2, 2] });
    writeFileSync(join(folder, 'complete'), '');
  }
  return interpreter;
}
