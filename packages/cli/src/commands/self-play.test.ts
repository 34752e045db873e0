import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catchOutput } from '@echo/testing/output';
import { afterAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-self-play-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const output = catchOutput();
const SHORT = '--steps 1 --limit 12 --compare'.split(' ');

test('self-play beside the same budget without it: runs, a report, and the same again on resume', async () => {
  const out = join(root, 'runs');
  expect(await main(['self-play', '--out', out, ...SHORT])).toBe(0);
  expect((await readdir(out)).sort()).toEqual(['self-play-1', 'self-play.json', 'self-play.md', 'without-1']);
  expect(output()).toMatch(/Confident errors on 12 questions[\s\S]*less without[\s\S]*self-play left/);
  const [adversarial, plain] = await Promise.all(
    ['self-play-1', 'without-1'].map(async (name) => {
      const config = JSON.parse(await readFile(join(out, name, 'config.json'), 'utf8'));
      const tasks = await readFile(join(out, name, 'tasks.sha256'), 'utf8');
      return { config, tasks };
    }),
  );
  expect(adversarial?.config).toMatchObject({ selfPlay: 4, accuracyGuard: 0.1, evalTasks: 'adversarial' });
  expect(plain).toEqual({ ...adversarial, config: { ...adversarial?.config, selfPlay: 0 } });

  const written = await readFile(join(out, 'self-play.json'), 'utf8');
  const report = JSON.parse(written);
  expect(report).toMatchObject({ n: 12, rows: [{ seed: 1 }] });
  expect(await readFile(join(out, 'self-play.md'), 'utf8')).toContain('| seed | before |');

  expect(await main(['self-play', '--out', out, ...SHORT])).toBe(1);
  expect(output()).toContain('add --resume');
  expect(await main(['self-play', '--out', out, ...SHORT, '--resume', '--json'])).toBe(0);
  expect(JSON.parse(output().trim().split('\n').at(-1) ?? '')).toEqual(report);
  expect(await readFile(join(out, 'self-play.json'), 'utf8')).toBe(written);
});

test.each([
  ['--strength', '0'],
  ['--guard', 'none'],
])('%s %s is misuse', async (flag, value) => {
  expect(await main(['self-play', flag, value])).toBe(2);
  expect(output()).toMatch(/Expected a number above 0/);
});
