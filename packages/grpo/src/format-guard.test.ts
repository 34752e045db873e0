import { expect, test } from 'vitest';
import {
  assertFormat,
  type FormatGuard,
  formatFinding,
  formatVerdict,
  NO_COMPLETIONS,
  observeFormat,
} from './format-guard.js';

/** So many well-formed completions, then so many that are not. */
const some = (good: number, bad: number): boolean[] => [
  ...Array<boolean>(good).fill(true),
  ...Array<boolean>(bad).fill(false),
];
const after = (...steps: readonly (readonly [good: number, bad: number])[]): FormatGuard =>
  steps.reduce((guard, [good, bad]) => observeFormat(guard, some(good, bad)), NO_COMPLETIONS);

test('the share at the start is that of the first 16 completions or more, and stays', () => {
  expect(after([15, 0]).start).toBeNull();
  expect(after([12, 4]).start).toBe(0.75);
  expect(after([8, 0], [4, 4]).start).toBe(0.75);
  expect(after([12, 4], [0, 16]).start).toBe(0.75);
});

test('the window is the last 256 completions', () => {
  const { recent } = after([200, 0], [0, 100]);
  expect(recent).toEqual(some(156, 100));
});

test.each<[string, readonly (readonly [number, number])[], string]>([
  ['too few to say', [[0, 15]], 'kept'],
  ['3 of 16 at the start', [[3, 13]], 'missing'],
  ['4 of 16 at the start', [[4, 12]], 'kept'],
  [
    'all, then none for as many: half is kept',
    [
      [16, 0],
      [16, 0],
      [0, 32],
    ],
    'kept',
  ],
  [
    'and one more is lost',
    [
      [16, 0],
      [16, 0],
      [0, 32],
      [0, 1],
    ],
    'lost',
  ],
  [
    'half of a half',
    [
      [8, 8],
      [0, 16],
    ],
    'kept',
  ],
  [
    'less than half of a half',
    [
      [8, 8],
      [0, 17],
    ],
    'lost',
  ],
  [
    '256 good ones: 128 of the last 256 are half',
    [
      [256, 0],
      [0, 128],
    ],
    'kept',
  ],
  [
    '256 good ones: 127 are less',
    [
      [256, 0],
      [0, 129],
    ],
    'lost',
  ],
  [
    'a loss that has been made good again',
    [
      [16, 0],
      [0, 20],
      [40, 0],
    ],
    'kept',
  ],
])('%s', (_, steps, verdict) => {
  expect(formatVerdict(after(...steps))).toBe(verdict);
});

test('the finding names shares and number', () => {
  expect(formatFinding(after([12, 4], [0, 34]))).toBe(
    'Only 24 % of the last 50 completions are well-formed, 75 % at first',
  );
});

test('a lost format is refused with what to lower, a missing one with what to do first', () => {
  expect(() => assertFormat(after([16, 0]), 2)).not.toThrow();
  expect(() => assertFormat(after([16, 0], [0, 20]), 5)).toThrow(
    /stopped before the update of step 5; start again with a lower learning rate, alpha or temperature, or give/,
  );
  expect(() => assertFormat(after([0, 16]), 1)).toThrow(/teach the format by `trainSft` first/);
});
