import { EchoError } from '@echo/core';
import type { ParsedResponse } from '@echo/parser';
import { expect, test } from 'vitest';
import { groupReward } from './group-reward.js';
import { type PresetName, presets, rewardByName } from './presets.js';
import type { RewardInput } from './reward.js';

/** A reply of a grade; correct from ½ on unless the verdict is given. */
function input(
  percent: number,
  grade: number,
  more: Partial<ParsedResponse> = {},
  correct = grade >= 0.5,
): RewardInput {
  const parsed: ParsedResponse = {
    confidence: percent / 100,
    answer: 'x',
    reasoning: null,
    wellFormed: true,
    abstained: false,
    confidenceSource: 'tag',
    answerSource: 'tag',
    spans: { confidence: null, answer: null },
    ...more,
  };
  return { parsed, grade: { grade, correct } };
}

test.each<[PresetName, number, number, number]>([
  ['echo', 99, 0, -1.18408],
  ['echo', 70, 1, 0.728],
  ['echo', 100, 1, 0.8],
  ['echo', 0, 0, 0.4],
  ['echo', 80, 0, 0.4 * (1 - 2 * 0.64) - 0.6],
  ['echo', 79, 0, 0.4 * (1 - 2 * 0.79 ** 2)],
  ['echo', 95, 0, 0.4 * (1 - 2 * 0.95 ** 2) - 0.8],
  ['echo', 20, 1, 0.4 + 0.4 * (1 - 2 * 0.64) - 0.1],
  ['echo', 21, 1, 0.4 + 0.4 * (1 - 2 * 0.79 ** 2)],
  ['echo', 50, 0.7, 0.28 + 0.2],
  ['honest', 50, 1, 1],
  ['honest', 50, 0, 0.2],
  ['honest', 80, 1, 0.8 + 0.4 * (1 - 2 * 0.04) + 0.15],
  ['honest', 80, 0, 0.4 * (1 - 2 * 0.64) - 0.6],
  ['honest', 100, 1, 1.2 + 0.15 + 0.2 * (0.05 / 0.95)],
  ['honest', 100, 0, -0.4 - 0.8],
  ['rlcr', 75, 1, 1 - 0.0625],
  ['rlcr', 75, 0, -0.5625],
  ['rlcr', 75, 0.7, 1 - 0.0625],
  ['logarithmic', 50, 1, 0.8],
  ['logarithmic', 0, 1, 0.8 + 0.1 * (1 + Math.log2(0.01))],
  ['spherical', 60, 0, 0.4 * (0.4 / Math.hypot(0.6, 0.4))],
  ['accuracy-only', 13, 1, 1],
  ['accuracy-only', 99, 0.5, 0.5],
])('%s at %d %% with grade %d earns %d', (name, percent, grade, total) => {
  expect(presets[name](input(percent, grade)).total).toBeCloseTo(total, 12);
});

test('the published maximum is .8 and the clip is never reached from below', () => {
  const totals = Array.from({ length: 101 }, (_, p) => [
    presets.echo(input(p, 0)).total,
    presets.echo(input(p, 1)).total,
  ]).flat();
  expect(Math.max(...totals)).toBeCloseTo(0.8, 12);
  expect(Math.min(...totals)).toBeGreaterThan(-1.5);
});

test('the breakdown adds up and names its parts', () => {
  const { total, components, correct } = presets.echo(input(99, 0));
  expect(correct).toBe(false);
  expect(components.map((c) => c.name)).toEqual([
    'accuracy',
    'calibration',
    'overconfidence',
    'underconfidence',
    'format',
  ]);
  expect(components.reduce((sum, c) => sum + c.weight * c.score, 0)).toBeCloseTo(total, 12);
});

test.each(Object.keys(presets) as PresetName[])('%s: the same content earns less when malformed', (name) => {
  for (const percent of [0, 50, 100]) {
    for (const grade of [0, 1]) {
      const gap =
        presets[name](input(percent, grade)).total -
        presets[name](input(percent, grade, { wellFormed: false })).total;
      expect(gap).toBeGreaterThan(0.25);
    }
  }
});

test.each<[PresetName, number, number]>([
  // .4 · .5, .4 · (1 − 2 · .9²), and .6 for overconfidence
  ['echo', 90, 0.2 - 0.248 - 0.6],
  // no penalty for doubting an incorrect answer
  ['echo', 10, 0.2 + 0.4 * 0.98],
  // .8 · .5, .4 · (1 − 2 · .9²), and the lost bet at 80 %
  ['honest', 90, 0.4 - 0.248 - 0.6],
  ['honest', 0, 0.4 + 0.4],
  ['rlcr', 50, -0.25],
  ['logarithmic', 50, 0.4],
  ['spherical', 0, 0.4 + 0.4],
  ['accuracy-only', 99, 0.5],
])('%s at %d %% with half the credit and incorrect earns %d', (name, percent, total) => {
  const breakdown = presets[name](input(percent, 0.5, {}, false));
  expect(breakdown.total).toBeCloseTo(total, 12);
  expect(breakdown.correct).toBe(false);
});

test.each(Object.keys(presets) as PresetName[])('%s: beside accuracy the grade changes nothing', (name) => {
  for (const percent of [0, 20, 50, 80, 95, 100]) {
    for (const correct of [true, false]) {
      const [some, other] = [0.25, 0.75].map(
        (grade) => presets[name](input(percent, grade, {}, correct)).components,
      );
      const rest = (components: typeof some) => components?.filter(({ name }) => name !== 'accuracy');
      expect(rest(some)).toEqual(rest(other));
    }
  }
});

test('a target leaves penalties and the verdict alone: .4 · 0 + .4 · (1 − 2 · .4²) − .6', () => {
  const breakdown = presets.echo({ ...input(90, 0), target: 0.5 });
  expect(breakdown.total).toBeCloseTo(0.4 * 0.68 - 0.6, 12);
  expect(breakdown.correct).toBe(false);
});

test('leave-one-out counts verdicts, not grades: of the two others one is correct', () => {
  const group = [input(60, 0.9, {}, false), input(60, 0.1, {}, true), input(60, 0.9, {}, false)];
  const [first, second] = groupReward(presets.honest, { target: 'leave-one-out' })(group);
  // against ½ and against 0
  expect(first?.components[1]?.score).toBeCloseTo(1 - 2 * 0.01, 12);
  expect(second?.components[1]?.score).toBeCloseTo(1 - 2 * 0.36, 12);
});

test('a target replaces the outcome in the calibration terms and nowhere else', () => {
  const { components } = presets.honest({ ...input(80, 0), target: 0.5 });
  expect(components.map((c) => [c.name, c.score])).toEqual([
    ['accuracy', 0],
    ['calibration', expect.closeTo(1 - 2 * 0.09, 12)],
    ['bet at 80 %', expect.closeTo(0.5 * 0.15 - 0.5 * 0.6, 12)],
    ['bet at 95 %', 0],
    ['format', 0],
  ]);
});

test('leave-one-out scores against the others of the group', () => {
  const group = [input(60, 1), input(60, 1), input(60, 0)];
  const calibrationOf = (rewards: ReturnType<ReturnType<typeof groupReward>>) =>
    rewards.map((r) => r.components[1]?.score);
  const own = calibrationOf(groupReward(presets.honest, { target: 'own' })(group));
  const others = calibrationOf(groupReward(presets.honest, { target: 'leave-one-out' })(group));
  expect(own).toEqual([1 - 2 * 0.16, 1 - 2 * 0.16, 1 - 2 * 0.36].map((x) => expect.closeTo(x, 12)));
  expect(others).toEqual([1 - 2 * 0.01, 1 - 2 * 0.01, 1 - 2 * 0.16].map((x) => expect.closeTo(x, 12)));
  expect(groupReward(presets.honest, { target: 'leave-one-out' })([input(60, 1)])).toEqual([
    presets.honest(input(60, 1)),
  ]);
});

test('an unknown name is refused with those there are', () => {
  expect(rewardByName('honest')).toBe(presets.honest);
  expect(() => rewardByName('honset')).toThrow(EchoError);
  expect(() => rewardByName('toString')).toThrow(
    'choose one of echo, honest, rlcr, logarithmic, spherical, accuracy-only',
  );
});
