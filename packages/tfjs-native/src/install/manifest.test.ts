import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { inspectCache, writeManifest } from './manifest.js';

async function built(): Promise<string> {
  const folder = join(temporaryFolder(), 'built');
  mkdirSync(join(folder, 'lib'), { recursive: true });
  writeFileSync(join(folder, 'lib', 'a.so.2'), 'library');
  symlinkSync('a.so.2', join(folder, 'lib', 'a.so'));
  await writeManifest(folder);
  return folder;
}

function rewrite(file: string): void {
  writeFileSync(file, 'LIBRARY');
  utimesSync(file, 1, 1);
}

function relink(file: string): void {
  rmSync(file);
  symlinkSync('b.so.2', file);
}

test('a finished build is ready, also after it was moved', async () => {
  const folder = await built();
  expect(await inspectCache(folder)).toEqual({ state: 'ready' });
  renameSync(folder, `${folder}-moved`);
  expect(await inspectCache(`${folder}-moved`)).toEqual({ state: 'ready' });
  expect(await inspectCache(folder)).toEqual({ state: 'absent' });
});

test('a build without a manifest is unfinished, whatever else is there', async () => {
  const folder = await built();
  rmSync(join(folder, 'installed.json'));
  expect(await inspectCache(folder)).toEqual({ state: 'absent' });
});

test.each(['', '{}', '{"files":[]}', '{"files":[{"path":"lib/a.so.2"}]}'])(
  'a manifest that reads %j is damage',
  async (text) => {
    const folder = await built();
    writeFileSync(join(folder, 'installed.json'), text);
    expect(await inspectCache(folder)).toEqual({ state: 'damaged', file: join(folder, 'installed.json') });
  },
);

test.each<[string, string, (file: string) => void]>([
  ['a shorter file', 'a.so.2', (file) => truncateSync(file, 3)],
  ['a missing file', 'a.so.2', (file) => rmSync(file)],
  ['other content of the same length', 'a.so.2', rewrite],
  ['a missing link', 'a.so', (file) => rmSync(file)],
  ['a link to elsewhere', 'a.so', relink],
])('%s is damage', async (_what, name, damage) => {
  const folder = await built();
  const file = join(folder, 'lib', name);
  damage(file);
  expect(await inspectCache(folder)).toEqual({ state: 'damaged', file });
});

test('the same content under another time is no damage', async () => {
  const folder = await built();
  utimesSync(join(folder, 'lib', 'a.so.2'), 1, 1);
  expect(await inspectCache(folder)).toEqual({ state: 'ready' });
});
