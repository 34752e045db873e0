import { mkdtempSync } from 'node:fs';
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evalReport } from '@echo/eval';
import { readTrials } from '@echo/run/node';
import { catchOutput } from '@echo/testing/output';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = mkdtempSync(join(tmpdir(), 'echo-runs-'));
const [first, second, other, unfinished] = ['first', join('deeper', 'second'), 'other', 'unfinished'].map(
  (name) => join(root, name),
) as [string, string, string, string];
afterAll(() => rm(root, { recursive: true, force: true }));

const output = catchOutput();
const lastJson = () => JSON.parse(output().trim().split('\n').at(-1) as string);

const SHORT = ['--sft-steps', '0', '--prompts', '2', '--group', '2', '--max-tokens', '16'];

beforeAll(async () => {
  const train = (out: string, seed: string, limit: string) =>
    main([
      ...['train', '--out', out, ...SHORT, '--steps', '2', '--tensorboard', '--seed', seed],
      ...['--eval-tasks', 'builtin:dev', '--eval-limit', limit],
    ]);
  for (const [out, seed, limit] of [
    [first, '1', '6'],
    [second, '2', '6'],
  ] as const)
    expect(await train(out, seed, limit)).toBe(0);
  await cp(first, other, { recursive: true });
  const trials = (await readFile(join(other, 'trials.jsonl'), 'utf8')).replaceAll(
    '"taskId":"',
    '"taskId":"other-',
  );
  await writeFile(join(other, 'trials.jsonl'), trials);
  await cp(first, unfinished, { recursive: true });
  for (const name of ['report.json', 'trials.jsonl', join('checkpoints', 'step-000002')])
    await rm(join(unfinished, name), { recursive: true });
  await mkdir(join(root, 'thesis'));
  await writeFile(join(root, 'thesis', 'config.json'), '{"model":"a"}');
}, 60_000);

test('the runs of a folder and of those in it are listed with state and ECE, others are not', async () => {
  expect(await main(['runs', 'list', root])).toBe(0);
  const [head, ...rows] = output().trim().split('\n');
  expect(head).toMatch(/^run +model +reward +seed +steps +state +ECE +changed \(UTC\)$/);
  expect(rows).toHaveLength(4);
  const { before, after } = JSON.parse(await readFile(join(first, 'report.json'), 'utf8'));
  const ece = `${before.ece.value.toFixed(3)} → ${after.ece.value.toFixed(3)}`;
  expect(rows.find((row) => row.startsWith(first))).toMatch(
    new RegExp(`nano +honest +1 +2/2 +finished +${ece} +20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d$`),
  );
  expect(rows.find((row) => row.startsWith(unfinished))).toMatch(/2\/2 +unfinished +– /);
  expect(await main(['runs', 'list', root, '--json'])).toBe(0);
  expect(
    lastJson()
      .runs.map(({ path }: { path: string }) => path)
      .sort(),
  ).toEqual([first, second, other, unfinished].sort());
});

test('a folder without runs says how to start one, and one that is nowhere is refused', async () => {
  expect(await main(['runs', 'list', join(root, 'thesis')])).toBe(0);
  expect(output()).toContain('echo-rl train --out');
  expect(await main(['runs', 'list', join(root, 'nowhere')])).toBe(1);
  expect(output()).toMatch(/There is no folder .*nowhere \(ENOENT\)/);
});

test('runs are compared on their common tasks, each with the first', async () => {
  expect(await main(['runs', 'compare', first, second, first])).toBe(0);
  expect(output()).toContain('on 6 held-out tasks, with 95 % intervals');
  const report = evalReport((await readTrials(first, 'after')) ?? []);
  expect(output()).toContain(`${report.ece.value?.toFixed(3)} [${report.ece.low?.toFixed(3)}, `);
  expect(await main(['runs', 'compare', first, second, first, '--json'])).toBe(0);
  const { n, leftOut, runs } = lastJson();
  expect({ n, leftOut }).toEqual({ n: 6, leftOut: 0 });
  expect(runs.map(({ difference }: { difference: object | null }) => difference === null)).toEqual([
    true,
    false,
    false,
  ]);
  const [, { difference, adjustedP }] = runs;
  expect(runs[0].adjustedP).toBeNull();
  // Of two comparisons, the smaller p counts twice.
  const smaller = Math.min(difference.brier.p, runs[2].difference.brier.p);
  expect(Math.min(adjustedP.brier, runs[2].adjustedP.brier)).toBeCloseTo(Math.min(1, 2 * smaller), 12);
  expect(runs[2].difference).toMatchObject({ n: 6, brier: { value: 0 }, ece: { value: 0 } });
});

test.each([
  ['one run', () => [first], 2, /name two runs to compare/],
  ['a run that is not finished', () => [first, unfinished], 1, /is not finished \(step 2 of 2\)/],
  ['runs of other tasks', () => [first, other], 1, /no held-out task in common/],
  ['what is no run', () => [first, join(root, 'thesis')], 1, /thesis holds no run/],
])('%s is not compared', async (_, paths, code, sentence) => {
  expect(await main(['runs', 'compare', ...paths()])).toBe(code);
  expect(output()).toMatch(sentence);
});

test('runs are exported as a table of runs or of steps', async () => {
  const file = join(root, 'runs.csv');
  expect(await main(['runs', 'export', first, unfinished, '--out', file])).toBe(0);
  const [head = '', ...rows] = (await readFile(file, 'utf8')).trim().split('\n');
  expect(rows).toHaveLength(2);
  const at = (row: number, name: string) => rows[row]?.split(',')[head.split(',').indexOf(name)];
  const { after } = JSON.parse(await readFile(join(first, 'report.json'), 'utf8'));
  expect(at(0, 'after_ece')).toBe(String(after.ece.value));
  expect(at(0, 'after_ece_low')).toBe(String(after.ece.low));
  expect([at(1, 'state'), at(1, 'after_ece')]).toEqual(['unfinished', '']);
  expect(await main(['runs', 'export', first, '--out', file])).toBe(1);
  expect(output()).toContain('add --force');
  expect(await main(['runs', 'export', first, second, '--steps', '--json'])).toBe(0);
  expect(lastJson().map(({ run, step }: { run: string; step: number }) => [run, step])).toEqual([
    [first, 1],
    [first, 2],
    [second, 1],
    [second, 2],
  ]);
});

test('a run that was stopped is resumed, and leaves what it would have left', async () => {
  expect(await main(['runs', 'resume', unfinished, '--json'])).toBe(0);
  expect(lastJson()).toMatchObject({ kind: 'report', steps: 2 });
  for (const name of ['report.json', 'trials.jsonl'])
    expect(await readFile(join(unfinished, name), 'utf8')).toBe(await readFile(join(first, name), 'utf8'));
});

test('nothing is removed but runs, with --yes', async () => {
  const before = await readdir(root, { recursive: true });
  expect(await main(['runs', 'remove', other])).toBe(2);
  expect(output()).toContain('give --yes');
  expect(await main(['runs', 'remove', other, join(root, 'thesis'), '--yes'])).toBe(1);
  expect(output()).toMatch(/thesis holds no run/);
  await appendFile(join(other, 'notes.txt'), 'ten years of work');
  expect(await main(['runs', 'remove', other, '--yes'])).toBe(1);
  expect(output()).toMatch(/also holds notes\.txt, which no run writes; .*--force/);
  await symlink(first, join(root, 'link'));
  expect(await main(['runs', 'remove', join(root, 'link/'), '--yes'])).toBe(1);
  expect(output()).toMatch(/is a link to a run/);
  await rm(join(root, 'link'));
  await rm(join(other, 'notes.txt'));
  expect(await readdir(root, { recursive: true })).toEqual(before);
  expect(await main(['runs', 'remove', other, first, '--yes', '--json'])).toBe(0);
  expect(lastJson()).toEqual({ removed: [other, first] });
  expect((await readdir(root)).sort()).toEqual(['deeper', 'runs.csv', 'thesis', 'unfinished']);
});
