import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evalReport } from '@echo/eval';
import { afterAll, expect, test } from 'vitest';
import { main } from '../main.js';
import { catchOutput } from '../testing/output.js';

const root = await mkdtemp(join(tmpdir(), 'echo-eval-'));
afterAll(() => rm(root, { recursive: true, force: true }));

catchOutput();

const FIELDS = 'taskId domain difficulty confidence grade correct abstained wellFormed answer'.split(' ');

test('an evaluation keeps every answer beside its report', async () => {
  const file = join(root, 'report.json');
  expect(await main(['eval', '--tasks', 'builtin:dev', '--limit', '4', '--out', file])).toBe(0);
  const { trials, model, tasks, ...report } = JSON.parse(await readFile(file, 'utf8'));
  expect({ model, tasks }).toEqual({ model: 'nano', tasks: 'builtin:dev' });
  expect(report).toEqual(evalReport(trials));
  for (const trial of trials) expect(Object.keys(trial)).toEqual(expect.arrayContaining(FIELDS));
});

test('the embedded policy knows about half of its test split and claims much more', async () => {
  const file = join(root, 'nano.json');
  expect(await main(['eval', '--limit', '60', '--out', file])).toBe(0);
  const { accuracy, meanConfidence } = JSON.parse(await readFile(file, 'utf8'));
  expect(accuracy).toBeGreaterThan(0.35);
  expect(accuracy).toBeLessThan(0.6);
  expect(meanConfidence).toBeGreaterThan(0.7);
});
