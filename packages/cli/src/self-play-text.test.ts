import type { SelfPlayReport } from '@echo/run';
import { expect, test } from 'vitest';
import { selfPlayPage, selfPlayText } from './self-play-text.js';

const measures = (value: number) => ({
  confidentErrors: { value, low: value - 0.05, high: value + 0.05 },
  accuracy: 0.25,
  confidenceOfErrors: value + 0.1,
  brierScore: value / 4,
});
const estimate = (value: number) => ({ value, low: value - 0.03, high: value + 0.03 });

const report = (difference: number | null, seeds = [1, 2]): SelfPlayReport => ({
  n: 381,
  rows: seeds.map((seed) => ({
    seed,
    before: measures(0.5),
    after: measures(0.2),
    without: difference === null ? null : measures(0.3),
    change: estimate(-0.3),
    difference: difference === null ? null : estimate(difference),
    brierDifference: difference === null ? null : estimate(difference / 10),
  })),
  change: estimate(-0.3),
  difference: difference === null ? null : estimate(difference),
  brierDifference: difference === null ? null : estimate(difference / 10),
});

test.each([
  [-0.1, 'self-play left fewer confident errors (-10.0 % [-13.0 %, -7.0 %])'],
  [0.1, 'self-play left more confident errors (10.0 % [7.0 %, 13.0 %])'],
  [0.01, 'neither clearly fewer nor clearly more (1.0 % [-2.0 %, 4.0 %])'],
  [null, '--compare says how much of that training does without it'],
])('a difference of %d is said in one sentence', (difference, sentence) => {
  expect(selfPlayText(report(difference))).toContain(sentence);
});

test('the page has a row for each seed and one for all, and says where the guard stopped', () => {
  const { rows, ...rest } = report(-0.1);
  const stopped = rows.map((row) => ({ ...row, wentBack: { fromStep: 50, toStep: 25 } }));
  const page = selfPlayPage({ ...rest, rows: stopped.slice(0, 2) }, { strength: 4, guard: 0.1, steps: 240 });
  expect(page).toContain(
    '| 2 | 50.0 % [45.0 %, 55.0 %] | 30.0 % [25.0 %, 35.0 %] | 20.0 % [15.0 %, 25.0 %] | -30.0 % [-33.0 %, -27.0 %] | -10.0 % [-13.0 %, -7.0 %] |',
  );
  expect(page).toContain('| all |');
  expect(page).toContain('| 2 | self-play | 25.0 % | 30.0 % | 0.050 |');
  expect(page).toContain('Its Brier score differs by -0.010 [-0.040, 0.020].');
  expect(page).toContain('Seed 2: accuracy fell at step 50, and the run went back to step 25.');
  expect(selfPlayPage(report(null, [1]), { strength: 4, guard: 0.1, steps: 240 })).not.toContain('| all |');
});
