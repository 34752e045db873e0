import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test, vi } from 'vitest';
import { isAvailable, lastLine, runCommand } from './run-command.js';

const node = (program: string): string[] => [process.execPath, '-e', program];

test('gives what a program wrote and how it ended', async () => {
  const program = "console.log('out'); console.error('err'); process.exitCode = 3";
  expect(await runCommand(node(program), { env: { NODE_OPTIONS: '' } })).toEqual({
    code: 3,
    stdout: 'out\n',
    stderr: 'err\n',
  });
});

test('a program that is not there has no exit code', async () => {
  const { code, stderr } = await runCommand(['/nowhere/c++', '--version']);
  expect(code).toBeNull();
  expect(stderr).toContain('ENOENT');
  expect(await isAvailable(['/nowhere/c++'])).toBe(false);
  expect(await isAvailable([process.execPath])).toBe(true);
});

test('one that takes too long is stopped', async () => {
  const { code } = await runCommand(node('setInterval(() => {}, 1000)'), { timeoutMs: 200 });
  expect(code).toBeNull();
});

test('one that is running is stopped when this process ends', async () => {
  const source = new URL('./run-command.ts', import.meta.url).href;
  const mark = join(temporaryFolder(), 'mark');
  const later = `require('node:fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)`;
  const program = `
    import { statSync } from 'node:fs';
    import { runCommand } from ${JSON.stringify(source)};
    runCommand([process.execPath, '-e', ${JSON.stringify(later)}, ${JSON.stringify(mark)}]);
    setInterval(() => statSync(${JSON.stringify(mark)}, { throwIfNoEntry: false })?.size > 0 && process.exit(7), 50);`;
  const { code } = await runNode(['--input-type=module', '-e', program]);
  expect(code).toBe(7);
  const pid = Number(readFileSync(mark, 'utf8'));
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 5000 });
});

test('the last line that is not empty is the reason', () => {
  expect(lastLine('a\nreason \n\n')).toBe('reason');
  expect(lastLine('')).toBe('');
});
