import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
  const script = fileURLToPath(new URL('../testing/killable-evaluation.ts', import.meta.url));
  const log = join(folder, 'trials.jsonl');
  const asked = join(folder, 'asked.txt');
  const run = () => {
    const arguments_ = ['--import', 'tsx', '--conditions=@echo/source', script, log, asked, '60'];
    const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.setEncoding('utf8');
    return child;
  };
  const reported = new Set<string>();
  const read = (text: string) => {
    for (const id of text.split('\n').filter(Boolean)) reported.add(id);
  };
  for (let kill = 0; kill < 3; kill++) {
    const before = reported.size;
    const child = run();
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdout.on('data', (text: string) => {
      read(text);
      if (reported.size >= before + 10) child.kill('SIGKILL');
    });
    await ended;
    const kept = new Set(
      (await readFile(log, 'utf8')).split('\n').flatMap((line) => /"taskId":"(\d+)"/.exec(line)?.[1] ?? []),
    );
    for (const id of reported) expect(kept).toContain(id);
    await writeFile(asked, '');
  }
  const finished = new Set(reported);
  const child = run();
  child.stdout.on('data', read);
  await new Promise((resolve) => child.on('close', resolve));
  expect(reported.size).toBe(60);
  const again = (await readFile(asked, 'utf8')).split('\n').filter((id) => finished.has(id));
  expect(again).toEqual([]);
});
