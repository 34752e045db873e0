import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killLoop } from '../testing/kill-loop.js';
import { fileTrialStore } from './file-trial-store.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'echo-eval-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function linesOf(path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const store = fileTrialStore(path);
  for await (const line of store.read()) lines.push(line);
  await store.close?.();
  return lines;
}

test('lines are kept and read again, in a folder that is made', async () => {
  const path = join(folder, 'new', 'trials.jsonl');
  const store = fileTrialStore(path);
  expect(await linesOf(path)).toEqual([]);
  await store.append(['one', 'two\u2028still two']);
  await store.append(['é'.repeat(100_000)]);
  await store.close?.();
  expect(await linesOf(path)).toEqual(['one', 'two\u2028still two', 'é'.repeat(100_000)]);
});

test.each([
  ['', []],
  ['half a li', []],
  ['whole\nhalf', ['whole']],
  [`whole\n${'x'.repeat(200_000)}`, ['whole']],
  ['whole\nwhole\n', ['whole', 'whole']],
])('a torn last line is dropped', async (text, lines) => {
  const path = join(folder, 'trials.jsonl');
  await writeFile(path, text);
  expect(await linesOf(path)).toEqual(lines);
  const store = fileTrialStore(path);
  for await (const _ of store.read());
  await store.append(['next']);
  await store.close?.();
  expect(await linesOf(path)).toEqual([...lines, 'next']);
});

test('a place that cannot be written to is one sentence', async () => {
  await writeFile(join(folder, 'file'), '');
  const store = fileTrialStore(join(folder, 'file', 'trials.jsonl'));
  await expect(store.append(['x'])).rejects.toMatchObject({ code: 'write-failed' });
});

test('kill -9 in mid-evaluation, three times: no trial lost, none that was reported asked again', async () => {
  const result = await killLoop({ folder, kills: 3, tasks: 60 });
  expect(result).toEqual({ reported: 60, lost: [], askedAgain: [], kills: 3 });
});
