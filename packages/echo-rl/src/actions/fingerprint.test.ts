import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catchOutput } from '@echo/testing/output';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { main } from '../main.js';

const output = catchOutput();

type Row = readonly [id: string, domain: string, correct: 0 | 1, confidence: number];

async function logIn(folder: string, name: string, rows: readonly Row[]): Promise<string> {
  const file = join(folder, name);
  const lines = rows.map(([id, domain, correct, confidence]) =>
    JSON.stringify({ taskId: id, domain, correct: correct === 1, confidence, difficulty: 'easy' }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** Thirty answers of three domains, every second correct, stated with this confidence. */
const stated = (confidence: number, shift = 0): readonly Row[] =>
  Array.from({ length: 30 }, (_, i) => [
    `q${i + shift}`,
    ['math', 'logic', 'law'][i % 3] as string,
    i % 2 ? 1 : 0,
    confidence,
  ]);

const lastJson = () => JSON.parse(output().trim().split('\n').at(-1) ?? '');

test('of two models of the same tasks: .4 apart, in tables and JSON, with every figure', async () => {
  const folder = temporaryFolder();
  const [a, b] = [await logIn(folder, 'a.jsonl', stated(0.9)), await logIn(folder, 'b.jsonl', stated(0.5))];
  const out = join(folder, 'out');
  expect(await main(['fingerprint', a, b, '--labels', 'sure,honest', '--out', out, '--png'])).toBe(0);
  expect(output()).toContain('sure: 30 answers');
  expect(output()).toMatch(/\nmath +10 +50\s\[24,\s76\]\s% +90\s% +\+40/);
  expect(output()).toMatch(/\n {2}easy +10 /);
  expect(output()).toMatch(/sure and honest +30 +\.400 +\.0001/);
  expect((await readdir(out)).sort()).toEqual(
    ['dumbbell', 'heatmap-1', 'heatmap-2', 'radar']
      .flatMap((name) => [`${name}.png`, `${name}.svg`])
      .concat('fingerprint.json')
      .sort(),
  );
  const written = JSON.parse(await readFile(join(out, 'fingerprint.json'), 'utf8'));
  expect(await main(['fingerprint', a, b, '--labels', 'sure,honest', '--json'])).toBe(0);
  expect(lastJson()).toEqual(written);
  expect(written.distances).toMatchObject([{ tasks: 30, p: 0.0001, adjustedP: 0.0001 }]);
  expect(written.distances[0].distance).toBeCloseTo(0.4, 12);
});

test('a log of a training is two moments; other tasks give a distance and no p', async () => {
  const folder = temporaryFolder();
  const lines = (when: string, confidence: number) =>
    stated(confidence).map(([taskId, domain, correct]) =>
      JSON.stringify({ when, taskId, domain, correct: correct === 1, confidence }),
    );
  const run = join(folder, 'trials.jsonl');
  await writeFile(run, `${[...lines('before', 0.9), ...lines('after', 0.5)].join('\n')}\n`);
  const other = await logIn(folder, 'other.jsonl', stated(0.6, 100));
  expect(await main(['fingerprint', folder, other, '--labels', 'run,other', '--json'])).toBe(0);
  const { fingerprints, distances } = lastJson();
  expect(fingerprints.map(({ label }: { label: string }) => label)).toEqual([
    'run, before',
    'run, after',
    'other',
  ]);
  expect(distances).toMatchObject([
    { tasks: 30, p: 0.0001 },
    { tasks: 0, p: null },
    { first: 'run, after', second: 'other', tasks: 0, p: null, adjustedP: null },
  ]);
  expect(distances[2].distance).toBeCloseTo(0.1, 12);
});

test('a log without domains is one of them, and has no radar', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'plain.csv');
  await writeFile(file, 'correct,confidence\n1,.9\n0,.9\n1,.3\n');
  const out = join(folder, 'out');
  expect(await main(['fingerprint', file, '--out', out])).toBe(0);
  expect(output()).toMatch(/\nall +3 /);
  expect((await readdir(out)).sort()).toEqual(['dumbbell.svg', 'fingerprint.json', 'heatmap.svg']);
});

test('what a log calls its domains cannot move the cursor', async () => {
  const folder = temporaryFolder();
  const file = await logIn(folder, 'x.jsonl', [['a', '\u001b[2Jmath', 1, 0.5]]);
  expect(await main(['fingerprint', file])).toBe(0);
  expect(output()).not.toContain('\u001b');
  expect(output()).toContain('\\u001b[2Jmath');
});

test('a folder that holds something, and no log', async () => {
  const folder = temporaryFolder();
  const file = await logIn(folder, 'a.jsonl', stated(0.9));
  expect(await main(['fingerprint', file, '--out', folder])).toBe(1);
  expect(output()).toContain('is not empty');
  expect(await main(['fingerprint', join(folder, 'none.jsonl')])).toBe(1);
  expect(await main(['fingerprint'])).toBe(2);
});
