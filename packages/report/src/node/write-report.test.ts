import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isEchoError } from '@echo/core';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { sampleTrials } from '../testing/sample-trials.js';
import { writeReport } from './write-report.js';

const meta = { title: 'A model', source: 'answers.jsonl' };
test('a report folder holds the page, Markdown with its figures, and JSON with ECE at its top', async () => {
  const folder = temporaryFolder();
  const steps = [{ step: 1, reward: 0.1, accuracy: 0.4, meanConfidence: 0.5, ece: null }];
  const trials = sampleTrials(120).map((trial, i) => (i % 9 ? trial : { ...trial, grade: 0.5 }));
  const out = join(folder, 'new', 'report');
  const analysis = await writeReport(out, { trials, before: trials, steps, meta }, { resamples: 20 });
  expect((await readdir(out)).sort()).toEqual(['figures', 'report.html', 'report.json', 'report.md']);
  const figures = (await readdir(join(out, 'figures'))).sort();
  expect(figures.map((name) => name.replace('.svg', ''))).toEqual([
    'baselines',
    'decomposition',
    'distribution',
    'domains',
    'fingerprint-radar',
    'fingerprint',
    'grades',
    'heatmap',
    'reliability',
    'risk-coverage',
    'training',
  ]);
  const json = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  expect(json).toMatchObject({
    format: 'echo-report',
    version: 1,
    n: 120,
    ece: { value: analysis.ece.value },
  });
  expect(json.steps).toBeUndefined();
  const markdown = await readFile(join(out, 'report.md'), 'utf8');
  for (const name of figures) expect(markdown).toContain(`(figures/${name})`);
  expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('</html>');
});

test('a report links to the page that stands beside it, or says how to open one', async () => {
  const folder = temporaryFolder();
  const write = async () => {
    await writeReport(folder, { trials: sampleTrials(40), meta }, { resamples: 10, figures: false });
    return readFile(join(folder, 'report.html'), 'utf8');
  };
  expect(await write()).toContain('run <code>echo-rl serve</code>');
  await writeFile(join(folder, 'echo.html'), '');
  expect(await write()).toContain('<a href="echo.html">echo.html</a>');
});

test('trials that cannot be measured leave the folder as it was', async () => {
  const folder = temporaryFolder();
  await expect(writeReport(join(folder, 'report'), { trials: [], meta })).rejects.toThrow('at least one');
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that cannot be made is named in one sentence', async () => {
  const folder = temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const error: unknown = await writeReport(
    join(folder, 'file', 'report'),
    { trials: sampleTrials(40), meta },
    {
      resamples: 10,
      figures: false,
    },
  ).catch((reason) => reason);
  expect(isEchoError(error, 'write-failed')).toBe(true);
  expect(String(error)).toContain('choose another folder or make room.');
});
