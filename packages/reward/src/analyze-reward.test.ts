import { expect, test } from 'vitest';
import { analyzeReward } from './analyze-reward.js';
import { defineReward } from './define-reward.js';
import { presets } from './presets.js';
import { logarithmicScore } from './scoring-rules/logarithmic.js';
import { calibration } from './terms.js';

const percents = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => (from + i) / 100);

test('echo is not proper: the truth is not the best report at 30 integer percentages', () => {
  const { curve, proper, dishonest, proprietyGap } = analyzeReward(presets.echo);
  expect(proper).toBe(false);
  expect(dishonest).toEqual([...percents(10, 20), ...percents(80, 98)]);
  expect(dishonest.length).toBe(30);
  for (const truth of percents(10, 20)) expect(curve[Math.round(truth * 100)]?.bestReport).toBe(0.21);
  for (const truth of percents(80, 96)) expect(curve[Math.round(truth * 100)]?.bestReport).toBe(0.79);
  for (const truth of percents(97, 98)) expect(curve[Math.round(truth * 100)]?.bestReport).toBe(0.94);
  expect(proprietyGap).toBeGreaterThan(0.1);
});

test('echo has an abstention exploit: V falls from .40 until p = .25 and is back at .40 at p = .50', () => {
  const { curve, abstentionExploit } = analyzeReward(presets.echo);
  expect(curve[0]?.value).toBeCloseTo(0.4, 12);
  expect(abstentionExploit).toEqual({ value: expect.closeTo(0.4, 12), until: 0.5 });
  const lowest = curve.reduce((a, b) => (b.value < a.value ? b : a));
  expect(lowest.truth).toBe(0.25);
});

test.each(['honest', 'rlcr', 'spherical'] as const)('%s is proper at all 101 integer percentages', (name) => {
  const { proper, proprietyGap, curve } = analyzeReward(presets[name]);
  expect(proper).toBe(true);
  expect(proprietyGap).toBe(0);
  for (const { truth, bestReport } of curve) expect(bestReport).toBe(truth);
});

test('logarithmic is proper: beyond its clamp reports tie', () => {
  expect(analyzeReward(presets.logarithmic).proper).toBe(true);
});

test.each(['honest', 'logarithmic', 'spherical'] as const)(
  '%s: V is strictly increasing, so there is no abstention exploit',
  (name) => {
    const { curve, abstentionExploit } = analyzeReward(presets[name]);
    expect(abstentionExploit).toBeNull();
    for (let i = 1; i < curve.length; i++)
      expect(curve[i]?.value).toBeGreaterThan(curve[i - 1]?.value as number);
  },
);

test('the control pays nothing for confidence: every report is as good as the truth', () => {
  const { proper, curve } = analyzeReward(presets['accuracy-only']);
  expect(proper).toBe(true);
  for (const { truth, value } of curve) expect(value).toBeCloseTo(truth, 12);
});

test('the standard deviation of the reward over the verdict, by hand at 50 %', () => {
  const { curve } = analyzeReward(presets.honest);
  expect(curve[50]?.standardDeviation).toBeCloseTo((1 - 0.2) / 2, 12);
  expect([curve[0]?.standardDeviation, curve[100]?.standardDeviation]).toEqual([0, 0]);
});

test('noise: with one grade in twenty flipped, a proper reward moves reports 5 points at the ends, the published one 21', () => {
  expect(analyzeReward(presets.rlcr).noise).toEqual({
    flipped: 0.05,
    shift: expect.closeTo(0.05, 12),
    loss: expect.closeTo(0.05 ** 2, 12),
  });
  expect(analyzeReward(presets.rlcr).curve[50]?.noisyReport).toBe(0.5);
  expect(analyzeReward(presets.echo).noise.shift).toBeCloseTo(0.21, 12);
  expect(analyzeReward(presets['accuracy-only']).noise).toMatchObject({ shift: 0, loss: 0 });
  for (const { noisyReport, bestReport } of analyzeReward(presets.echo, { flipped: 0 }).curve)
    expect(noisyReport).toBe(bestReport);
});

test('an infinite reward and a nonsense share of flipped grades are refused', () => {
  const infinite = defineReward([calibration(1, (p, outcome) => Math.log(outcome ? p : 1 - p))]);
  expect(() => analyzeReward(infinite)).toThrow('confidence of 0 with the grade 1');
  expect(() => analyzeReward(defineReward([calibration(1, logarithmicScore())]), { flipped: 5 })).toThrow(
    '`flipped`',
  );
});
