import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyRecalibration, recalibrationFromJson } from '@echo/metrics/recalibration';
import { catchOutput } from '@echo/testing/output';
import { runNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { main } from '../main.js';

const output = catchOutput();
const DEMO = fileURLToPath(new URL('../../../../docs/results/demo', import.meta.url));

/** Answers stated with p and correct with p². */
function overconfident(n: number, shift = 0): string {
  const rows = Array.from({ length: n }, (_, i) => {
    const percent = (37 * i) % 101;
    const chance = ((7919 * (i + 1)) % 1009) / 1009;
    const stated = Math.min(100, percent + shift);
    return `q${i};${['math', 'logic'][i % 2]};${chance < (percent / 100) ** 2 ? 'yes' : 'no'};${stated}`;
  });
  return `id;domain;correct;confidence\n${rows.join('\n')}\n`;
}

async function tableIn(folder: string, name: string, text = overconfident(600)): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const lastJson = () => JSON.parse(output().trim().split('\n').at(-1) ?? '');

test('analyze says what was read, gives a verdict, and writes the report', async () => {
  const folder = temporaryFolder();
  const file = await tableIn(folder, 'answers.csv');
  const out = join(folder, 'report');
  expect(await main(['analyze', file, '--out', out])).toBe(0);
  expect(output()).toContain('Read as CSV, a guess.');
  expect(output()).toContain(
    'The confidence comes from the field confidence, in per cents, for 600 answers.',
  );
  expect(output()).toMatch(/Overconfident by \d+ points/);
  expect((await readdir(out)).sort()).toEqual(['figures', 'report.html', 'report.json', 'report.md']);
  const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  expect(report.meta.notes).toContain('Read as CSV, a guess.');
  expect(await main(['analyze', file, '--json'])).toBe(0);
  expect(lastJson()).toMatchObject({
    n: 600,
    ece: report.ece.value,
    format: 'csv',
    verdict: 'overconfident',
  });
});

test('a folder that holds something is not written over without --force', async () => {
  const folder = temporaryFolder();
  const file = await tableIn(folder, 'answers.csv');
  expect(await main(['analyze', file, '--out', folder])).toBe(1);
  expect(output()).toContain('is not empty; choose another --out, or add --force');
  expect(await readdir(folder)).toEqual(['answers.csv']);
  expect(await main(['analyze', file, '--out', folder, '--force'])).toBe(0);
  expect(await readdir(folder)).toContain('report.html');
});

test('a log that is refused leaves nothing there', async () => {
  const folder = temporaryFolder();
  const file = await tableIn(folder, 'bad.csv', 'confidence,correct\n0.9,1\n150,0\n');
  expect(await main(['analyze', file, '--out', join(folder, 'report')])).toBe(1);
  expect(output()).toMatch(/^echo-rl: .*bad\.csv, line 3: .* got 150; .*\n$/);
  expect(await readdir(folder)).toEqual(['bad.csv']);
});

test('recalibrate writes a map that can be read, applies it, and says where to abstain', async () => {
  const folder = temporaryFolder();
  const [dev, next] = [
    await tableIn(folder, 'dev.csv'),
    await tableIn(folder, 'test.csv', overconfident(400)),
  ];
  const [map, applied] = [join(folder, 'map.json'), join(folder, 'applied.jsonl')];
  const args = ['--apply', next, '--out', map, '--applied', applied, '--risk', '30%'];
  expect(await main(['recalibrate', dev, ...args])).toBe(0);
  expect(output()).toMatch(/lowers the Brier score on held-out folds by \.\d+ \[\.\d+, \.\d+\]/);
  expect(output()).toMatch(/Abstain below a recalibrated confidence of \d+\s%: then at most 30\s%/);
  const fitted = recalibrationFromJson(JSON.parse(await readFile(map, 'utf8')));
  expect(applyRecalibration(fitted, 0.7)).toBeCloseTo(0.49, 0);
  const lines = (await readFile(applied, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(400);

  expect(await main(['recalibrate', dev, '--out', map])).toBe(1);
  expect(output()).toContain('is there already');
  expect(await main(['recalibrate', '--map', map, '--apply', next, '--json'])).toBe(0);
  const { applied: moved } = lastJson();
  expect(moved.after.ece).toBeLessThan(moved.before.ece / 2);
  expect(await main(['analyze', applied, '--json'])).toBe(0);
  expect(lastJson().ece).toBeCloseTo(moved.after.ece, 6);
  expect(await main(['recalibrate', '--map', next, '--apply', next])).toBe(1);
  expect(output()).toContain('is not a map that recalibrate wrote');
});

test('compare pairs the tasks and names the domains that moved', async () => {
  const folder = temporaryFolder();
  const a = await tableIn(folder, 'a.csv');
  const b = await tableIn(folder, 'b.csv', overconfident(600, 30));
  expect(await main(['compare', a, b, '--out', join(folder, 'both')])).toBe(0);
  expect(output()).toContain('on 600 common tasks');
  expect(output()).toMatch(/Moved: math \(Brier −?\.\d+\), logic/);
  expect(await readdir(join(folder, 'both', 'figures'))).toContain('reliability.svg');
  expect(await main(['compare', a, b, '--json'])).toBe(0);
  expect(lastJson()).toMatchObject({ n: 600, accuracy: { value: 0 }, mcNemar: { onlyFirst: 0 } });
});

test('plots draws a run, a report and a log, and our own results with nothing given', async () => {
  const folder = temporaryFolder();
  const run = join(folder, 'run');
  expect(await main(['plots', DEMO, '--out', run, '--json'])).toBe(0);
  const { files } = lastJson();
  expect(files).toEqual(expect.arrayContaining([join(run, 'reliability.svg'), join(run, 'training.svg')]));
  expect(await readFile(join(run, 'training.svg'), 'utf8')).toMatch(/^<svg /);
  const file = await tableIn(folder, 'answers.csv');
  expect(await main(['analyze', file, '--out', join(folder, 'report')])).toBe(0);
  expect(await main(['plots', join(folder, 'report'), '--out', join(folder, 'r'), '--png'])).toBe(0);
  expect(await readdir(join(folder, 'r'))).toContain('reliability.png');
  expect(await main(['plots', '--out', join(folder, 'kept')])).toBe(0);
  expect((await readdir(join(folder, 'kept'))).sort()).toEqual([
    'demo',
    'rewards',
    'sample-efficiency',
    'smollm2',
  ]);
  expect(await main(['plots', folder, '--out', join(folder, 'none')])).toBe(1);
  expect(output()).toContain('holds neither trials.jsonl nor report.json');
});

test('a command that needs a model names what to install', async () => {
  const { code, stderr } = await runNode(['packages/echo-rl/src/bin.ts', 'eval', '--model', 'nano'], {
    NODE_PATH: '',
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'echo-rl: The command eval needs a model and is in @echo/cli; install it with: npm install @echo/cli.\n',
  });
});
