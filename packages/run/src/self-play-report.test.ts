import type { Trial } from '@echo/eval';
import { expect, test } from 'vitest';
import { selfPlayReport } from './self-play-report.js';

/** Trials of tasks 0, 1, …: `x` a confident error, `o` a correct answer, `-` an incorrect one in doubt. */
const trials = (marks: string): readonly Trial[] =>
  [...marks].map((mark, i) => ({
    taskId: `t${i}`,
    domain: 'math',
    difficulty: 'easy',
    confidence: mark === '-' ? 0.3 : 0.9,
    grade: mark === 'o' ? 1 : 0,
    correct: mark === 'o',
    wellFormed: true,
    abstained: false,
    answer: '',
  }));
const arm = (before: string, after: string) => ({ before: trials(before), after: trials(after) });

test('confident errors before, after and without, and their differences paired by task', () => {
  const { n, rows, change, difference } = selfPlayReport([
    { seed: 1, selfPlay: arm('xxoo', '--oo'), without: arm('xxoo', 'x-oo') },
  ]);
  expect(n).toBe(4);
  const [row] = rows;
  expect([row?.before, row?.after, row?.without].map((of) => of?.confidentErrors.value)).toEqual([
    0.5, 0, 0.25,
  ]);
  expect([row?.before, row?.after].map((of) => of?.accuracy)).toEqual([0.5, 0.5]);
  expect(row?.before.confidenceOfErrors).toBeCloseTo(0.9, 12);
  expect(row?.without?.confidenceOfErrors).toBeCloseTo(0.6, 12);
  expect(row?.before.brierScore).toBeCloseTo((2 * 0.81 + 2 * 0.01) / 4, 12);
  // .09 instead of .81 on one of four tasks.
  expect(row?.brierDifference?.value).toBeCloseTo(-0.18, 12);
  // Differences −1, −1, 0, 0: mean −½, variance ⅓, so half the interval is 1.96 · √(⅓ / 4).
  expect(row?.change.value).toBe(-0.5);
  expect(row?.change.low).toBeCloseTo(-0.5 - 1.96 * Math.sqrt(1 / 12), 12);
  expect(row?.difference?.value).toBe(-0.25);
  expect(change).toEqual(row?.change);
  expect(difference).toEqual(row?.difference);
});

test('seeds that repeat each other make the interval over tasks no narrower', () => {
  const seed = (n: number) => ({ seed: n, selfPlay: arm('xxoo', '-xoo'), without: null });
  const [one, three] = [selfPlayReport([seed(1)]), selfPlayReport([seed(1), seed(2), seed(3)])];
  expect(three.change).toEqual(one.change);
  expect(three.difference).toBeNull();
  expect(three.brierDifference).toBeNull();
  expect(three.rows).toHaveLength(3);
});

test('a stop by the guard stands in its row', () => {
  const wentBack = { fromStep: 50, toStep: 25 };
  const { rows } = selfPlayReport([
    { seed: 1, selfPlay: { ...arm('xo', 'xo'), wentBack }, without: arm('xo', 'xo') },
    { seed: 2, selfPlay: arm('xo', 'xo'), without: { ...arm('xo', 'xo'), wentBack } },
  ]);
  expect(rows[0]).toMatchObject({ wentBack });
  expect(rows[0]).not.toHaveProperty('withoutWentBack');
  expect(rows[1]).toMatchObject({ withoutWentBack: wentBack });
});

test.each([
  ['none', []],
  ['of other tasks', [{ seed: 1, selfPlay: arm('xo', 'xo'), without: arm('xoo', 'xoo') }]],
])('runs %s are refused', (_, seeds) => {
  expect(() => selfPlayReport(seeds)).toThrow(/measured on the same tasks/);
});
