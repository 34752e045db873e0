/** A disk that has room for a part of a file only, which libraries that write in one go take for success. */
import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';

const mount = (script: string) => [
  '-rm',
  'sh',
  '-c',
  `mount -t tmpfs -o size=16k none "$1" && ${script}`,
  'sh',
];
const canMount = spawnSync('unshare', [...mount('true'), tmpdir()]).status === 0;

test.skipIf(!canMount)('a file that fits in part only is refused and not put in place', () => {
  const source = fileURLToPath(new URL('write-atomically.ts', import.meta.url));
  const program = `
    import { readdirSync } from 'node:fs';
    import { writeAtomically } from ${JSON.stringify(source)};
    const place = process.argv[1] + '/file';
    const code = await writeAtomically(place, 'x'.repeat(20_000)).then(() => 'written', (error) => error.code);
    console.log(code, readdirSync(process.argv[1]).length);`;
  const run = `exec "$2" --import tsx --input-type=module -e "$3" "$1"`;
  const output = execFileSync('unshare', [...mount(run), temporaryFolder(), process.execPath, program], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(output).toBe('ENOSPC 0\n');
});
