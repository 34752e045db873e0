import { expect, test } from 'vitest';
import { goodCheckpoint } from './good-checkpoint.js';

/** The shares of well-formed completions of steps 1, 2, … */
const events = (...shares: readonly number[]) => shares.map((formatRate, i) => ({ step: i + 1, formatRate }));

test.each<[string, readonly number[], readonly number[], number | null]>([
  ['the step after a checkpoint tells of it', [2, 4, 6], [1, 1, 1, 1, 0.5, 0, 0], 4],
  ['an update that lost the format made no good checkpoint', [2, 4, 6], [1, 1, 1, 1, 0.4, 0, 0], 2],
  ['a checkpoint that nothing was sampled from yet is not known to be good', [2, 4], [1, 1, 1, 1], 2],
  ['the start is as good as its first step', [0, 2], [1, 0, 0], 0],
  ['none', [1, 2], [1, 0, 0], null],
])('%s', (_, steps, shares, good) => {
  expect(goodCheckpoint(steps, events(...shares), 1)).toBe(good);
});

test('half of the share at the start is enough', () => {
  expect(goodCheckpoint([1], events(0.4, 0.2), 0.4)).toBe(1);
  expect(goodCheckpoint([1], events(0.4, 0.1), 0.4)).toBeNull();
});
