import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtinEnvironment, createServer } from '@echo/server';
import { openStore } from '@echo/store';
import { catchOutput } from '@echo/testing/output';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-export-'));
afterAll(() => rm(root, { recursive: true }));
const output = catchOutput();
const store = join(root, 'episodes.db');
const run = (...args: readonly string[]) => main(['export', ...args]);

beforeAll(async () => {
  const server = await createServer({
    environment: builtinEnvironment(),
    store: await openStore(store),
    logger: false,
  });
  const items = [1, 2, 3].map((seed) => ({
    seed,
    response: `<confidence>${seed}0</confidence><answer>B</answer>`,
  }));
  await server.app.inject({ method: 'POST', url: '/echo/grade', payload: { items } });
  await server.close();
});

test('episodes become lines of JSON, or Parquet, by the name of the file', async () => {
  const [lines, table] = [join(root, 'e.jsonl'), join(root, 'e.parquet')];
  expect(await run(store, '--out', lines)).toBe(0);
  expect(output()).toContain(`3 episodes are in ${lines}.`);
  expect(await run(store, '--out', table, '--json')).toBe(0);
  expect(output()).toContain(JSON.stringify({ file: table, episodes: 3 }));
  const episodes = (await readFile(lines, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(episodes.map(({ seed, confidence }) => [seed, confidence])).toEqual([
    ['1', 0.1],
    ['2', 0.2],
    ['3', 0.3],
  ]);
  const { buffer, byteOffset, byteLength } = await readFile(table);
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  expect((await parquetReadObjects({ file })).map(({ seed }) => seed)).toEqual(['1', '2', '3']);
});

test.each([
  [
    'a store that is not there',
    ['none.db', '--out', join(root, 'x.jsonl')],
    1,
    /There is no episode store none\.db/,
  ],
  ['a name of another kind', [store, '--out', join(root, 'x.csv')], 2, /ends in \.parquet or \.jsonl/],
  ['a folder that is not there', [store, '--out', join(root, 'none', 'x.jsonl')], 1, /could not be written/],
  [
    'a file that is no store',
    [join(root, 'text'), '--out', join(root, 'x.jsonl')],
    1,
    /text cannot be opened/,
  ],
  ['a file that is there', [store, '--out', join(root, 'text.jsonl')], 1, /is there already/],
])('%s is refused, and nothing is written', async (_, args, code, sentence) => {
  await writeFile(join(root, 'text'), 'no database, however long this is'.repeat(100));
  await writeFile(join(root, 'text.jsonl'), 'kept');
  expect(await run(...args)).toBe(code);
  expect(output()).toMatch(sentence);
  expect(output()).not.toMatch(/\n\s+at /);
  expect(await readdir(root)).not.toContain('x.jsonl');
  expect(await readFile(join(root, 'text.jsonl'), 'utf8')).toBe('kept');
});
