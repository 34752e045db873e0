import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evalReport, parseTrialLog } from '@echo/eval';
import { catchOutput } from '@echo/testing/output';
import { afterAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-eval-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const output = catchOutput();

const FIELDS = 'taskId domain difficulty confidence grade correct abstained wellFormed answer'.split(' ');

test('an evaluation keeps every answer beside its report', async () => {
  const out = join(root, 'evaluation');
  expect(await main(['eval', '--split', 'dev', '--limit', '4', '--out', out])).toBe(0);
  const trials = parseTrialLog(await readFile(join(out, 'trials.jsonl'), 'utf8'));
  for (const trial of trials) expect(Object.keys(trial)).toEqual(expect.arrayContaining(FIELDS));
  const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({ n: 4, ece: evalReport(trials).ece });
  expect((await readdir(out)).sort()).toEqual([
    'figures',
    'report.html',
    'report.json',
    'report.md',
    'trials.jsonl',
  ]);
});

test('the embedded policy knows about half of its test split and claims much more', async () => {
  expect(await main(['eval', '--limit', '60', '--json'])).toBe(0);
  const { accuracy, meanConfidence } = JSON.parse(output().trim().split('\n').at(-1) ?? '');
  expect(accuracy).toBeGreaterThan(0.35);
  expect(accuracy).toBeLessThan(0.6);
  expect(meanConfidence).toBeGreaterThan(0.7);
});
