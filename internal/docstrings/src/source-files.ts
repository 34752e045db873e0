import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The files of the working tree that git tracks or would track, by patterns of `git ls-files`. */
export function filesOf(...patterns: readonly string[]): readonly string[] {
  const list = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...patterns],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  const deleted = execFileSync('git', ['ls-files', '--deleted'], { cwd: ROOT, encoding: 'utf8' });
  const gone = new Set(deleted.split('\n'));
  return list.split('\n').filter((file) => file !== '' && !gone.has(file));
}

/** The sources of the published packages, without their tests. */
export function publishedSources(): readonly string[] {
  return filesOf('packages/*/src/*.ts', 'packages/*/src/**/*.ts').filter(
    (file) => !/\.test(-d)?\.ts$|\/src\/testing\//.test(file),
  );
}
