import { expect, test } from 'vitest';
import { auroc, aurocInterval } from '../ranking/auroc.js';
import { tabulate } from '../tabulate.js';
import { groupAuroc } from './group-auroc.js';

const table = (confidence: readonly number[], correct: readonly number[]) =>
  tabulate({ confidence: [...confidence], correct: [...correct] });
const repeated = <T>(values: readonly T[], times: number): T[] =>
  Array.from({ length: times }, () => values).flat();

test('the base rate of its group tells nothing within it, however well it orders the whole', () => {
  const easy = table(Array(40).fill(0.9), repeated([1, 1, 1, 0], 10));
  const hard = table(Array(40).fill(0.2), repeated([0, 0, 0, 1], 10));
  const whole = table(
    [...Array(40).fill(0.9), ...Array(40).fill(0.2)],
    [...repeated([1, 1, 1, 0], 10), ...repeated([0, 0, 0, 1], 10)],
  );
  expect(auroc(whole)).toBe(0.75);
  expect(groupAuroc({ easy, hard })).toMatchObject({
    value: 0.5,
    groups: { easy: 0.5, hard: 0.5 },
    leftOut: [],
  });
});

test('groups count by their predictions; the variance is the sum of theirs', () => {
  const right = table(repeated([0.9, 0.1], 10), repeated([1, 0], 10));
  const mixed = table(repeated([0.9, 0.9, 0.1, 0.1], 15), repeated([1, 0, 1, 0], 15));
  const both = groupAuroc({ right, mixed });
  expect(both.value).toBeCloseTo((20 * 1 + 60 * 0.5) / 80, 12);
  const alone = aurocInterval(mixed, { scale: 'linear' });
  const half = (0.75 * ((alone?.high ?? 0) - (alone?.low ?? 0))) / 2;
  expect(both.low).toBeCloseTo(0.625 - half, 12);
  expect(both.high).toBeCloseTo(0.625 + half, 12);
  const one = groupAuroc({ mixed }, { level: 0.95 });
  expect([one.low, one.high]).toEqual([alone?.low, alone?.high]);
});

test('groups with fewer than ten correct or ten incorrect answers are left out by name', () => {
  const few = table(Array(40).fill(0.9), [...Array(31).fill(1), ...Array(9).fill(0)]);
  const enough = table(Array(40).fill(0.9), [...Array(30).fill(1), ...Array(10).fill(0)]);
  expect(groupAuroc({ few, enough })).toMatchObject({ groups: { enough: 0.5 }, leftOut: ['few'] });
  expect(groupAuroc({ few })).toEqual({ value: null, low: null, high: null, groups: {}, leftOut: ['few'] });
  expect(groupAuroc({ few }, { minimum: 9 }).value).toBe(0.5);
});
