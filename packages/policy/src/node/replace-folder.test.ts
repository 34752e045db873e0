import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { replaceFolder } from './replace-folder.js';

const root = await mkdtemp(join(tmpdir(), 'echo-replace-'));
afterAll(() => rm(root, { recursive: true }));

const holding = (text: string) => (temporary: string) => writeFile(join(temporary, 'a.txt'), text);
const at = (name: string) => readFile(join(root, name, 'a.txt'), 'utf8');

test('a folder is made, and replaced, with or without a slash after its name', async () => {
  await replaceFolder(join(root, 'adapter'), 'try again', holding('one'));
  await replaceFolder(`${join(root, 'adapter')}/`, 'try again', holding('two'));
  expect(await at('adapter')).toBe('two');
  expect(await readdir(root)).toEqual(['adapter']);
});

test('when filling fails the old folder is as it was', async () => {
  const failing = () => Promise.reject(new Error('no space'));
  await expect(replaceFolder(join(root, 'adapter'), 'make room', failing)).rejects.toThrow(
    /no space.*make room/,
  );
  expect(await at('adapter')).toBe('two');
  expect(await readdir(root)).toEqual(['adapter']);
});

test('a folder that holds something else is left alone', async () => {
  await mkdir(join(root, 'thesis'));
  await writeFile(join(root, 'thesis', 'chapter.txt'), 'ten years of work');
  await expect(replaceFolder(join(root, 'thesis'), 'try again', holding('x'))).rejects.toThrow(
    /holds chapter\.txt/,
  );
  expect(await readdir(join(root, 'thesis'))).toEqual(['chapter.txt']);
});
