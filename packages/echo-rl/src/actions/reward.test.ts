import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catchOutput } from '@echo/testing/output';
import { afterAll, expect, test } from 'vitest';
import { main } from '../main.js';

const root = await mkdtemp(join(tmpdir(), 'echo-reward-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const output = catchOutput();

test('the published reward: where another report pays more, and up to where abstention is exploited', async () => {
  expect(await main(['reward', '--preset', 'echo'])).toBe(0);
  expect(output()).toMatchInlineSnapshot(`
    "Reward echo

    true probability   best report   expected reward   cost of honesty   standard deviation
                 0 %           0 %             0.400                 –                0.000
                10 %          21 %             0.358           < 0.001                0.019
                20 %          21 %             0.352             0.020                0.026
                30 %          30 %             0.352                 –                0.037
                40 %          40 %             0.368                 –                0.118
                50 %          50 %             0.400                 –                0.200
                60 %          60 %             0.448                 –                0.274
                70 %          70 %             0.512                 –                0.330
                80 %          79 %             0.592             0.120                0.346
                90 %          79 %             0.678             0.050                0.259
               100 %         100 %             0.800                 –                0.000

    Not proper: at 30 of 101 integer percentages another report is expected to earn more than the truth, up to 0.120.
      true 10 % to 20 %: state 21 %
      true 80 % to 96 %: state 79 %
      true 97 % to 98 %: state 94 %
    Abstention exploit: a deliberately incorrect answer, with the best confidence for it, earns 0.400, at least as much as a true probability up to 50 % does.
    With 5 % of the verdicts flipped, the best report moves by up to 21 percentage points and loses up to 0.035.
    "
  `);
});

test('an honest reward, drawn', async () => {
  const file = join(root, 'honest.svg');
  expect(await main(['reward', '--preset', 'honest', '--out', file])).toBe(0);
  expect(output()).toContain('Proper: at every integer percentage');
  expect(output()).toContain('No abstention exploit');
  expect(await readFile(file, 'utf8')).toMatch(/^<svg [\s\S]*[bB]est confidence to state/);
});

test('an unknown preset is refused with those there are', async () => {
  expect(await main(['reward', '--preset', 'honset'])).toBe(2);
  expect(output()).toContain('choose one of echo, honest');
  expect(output()).toContain('Did you mean honest?');
});

test('a file that cannot be written is refused in one sentence', async () => {
  expect(await main(['reward', '--out', join(root, 'nowhere', 'figure.svg')])).toBe(1);
  expect(output()).toContain('choose another --out');
});
