import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { writeAtomically } from './write-atomically.js';

test.each<[string, Parameters<typeof writeAtomically>[1]]>([
  ['a text', 'content'],
  ['bytes', Buffer.from('content')],
  [
    'what a function writes',
    async (file) => {
      await file.writeFile('con');
      await file.writeFile('tent');
    },
  ],
])('%s replaces what was there', async (_what, content) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), 'a longer content than the next');
  await writeAtomically(join(folder, 'file'), content);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('content');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('what fails half-way leaves the old content and nothing else', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), 'old');
  const failing = writeAtomically(join(folder, 'file'), async (file) => {
    await file.writeFile('new');
    throw new Error('no more');
  });
  await expect(failing).rejects.toThrow('no more');
  expect([readdirSync(folder), readFileSync(join(folder, 'file'), 'utf8')]).toEqual([['file'], 'old']);
});

test.runIf(existsSync('/dev/full'))('a full disk is an error, and the old content stays', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), 'old');
  symlinkSync('/dev/full', join(folder, `file.${process.pid}.tmp`));
  await expect(writeAtomically(join(folder, 'file'), 'new')).rejects.toMatchObject({ code: 'ENOSPC' });
  expect([readdirSync(folder), readFileSync(join(folder, 'file'), 'utf8')]).toEqual([['file'], 'old']);
});

test('of many writes at once the last one called stands', async () => {
  const file = join(temporaryFolder(), 'file');
  const writes = Array.from({ length: 20 }, (_, i) => writeAtomically(file, `${i}`.repeat(1000)));
  await Promise.all(writes);
  expect(readFileSync(file, 'utf8')).toBe('19'.repeat(1000));
});

test('a write that failed does not stop the next one', async () => {
  const file = join(temporaryFolder(), 'file');
  const failing = writeAtomically(file, () => Promise.reject(new Error('no')));
  const next = writeAtomically(file, 'content');
  await expect(failing).rejects.toThrow('no');
  await next;
  expect(readFileSync(file, 'utf8')).toBe('content');
});
