import { isAvailable, lastLine, runCommand } from '@echo/files/run-command';
import type { Wheel } from './sources.js';

const CANDIDATES: readonly (readonly string[])[] = [
  ['python3', '-m', 'pip'],
  ['pip3'],
  ['python', '-m', 'pip'],
  ['pip'],
];

/** The command that runs pip here, or null where there is none. */
export async function findPip(): Promise<readonly string[] | null> {
  for (const candidate of CANDIDATES) if (await isAvailable(candidate)) return candidate;
  return null;
}

/**
 * Downloads exactly this wheel into `folder`, whatever Python pip runs on. Returns null, or the reason pip
 * gives for its failure.
 */
export async function pipDownload(
  pip: readonly string[],
  wheel: Wheel,
  folder: string,
): Promise<string | null> {
  const [project = '', version = '', python = '', , platform = ''] = wheel.file
    .replace(/\.whl$/, '')
    .split('-');
  const args = ['download', `${project}==${version}`, '--no-deps', '--only-binary=:all:', '--dest', folder];
  const tags = [
    '--implementation',
    'cp',
    '--python-version',
    python.replace('cp', ''),
    '--platform',
    platform,
  ];
  const quiet = [
    '--no-cache-dir',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--progress-bar',
    'off',
  ];
  const result = await runCommand([...pip, ...args, ...tags, ...quiet], {
    cwd: folder,
    env: { TMPDIR: folder },
  });
  return result.code === 0 ? null : lastLine(result.stderr) || `pip ended with ${result.code}`;
}
