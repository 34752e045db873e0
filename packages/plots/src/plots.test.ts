import { expect, test } from 'vitest';
import { learningCurves } from './learning-curves.js';
import { reliabilityDiagram } from './reliability-diagram.js';
import { rewardCurve } from './reward-curve.js';
import { toSvg } from './to-svg.js';
import { trainingCurve } from './training-curve.js';

const bin = (low: number, count: number, meanConfidence: number | null, accuracy: number | null) => ({
  low,
  high: low + 0.1,
  count,
  meanConfidence,
  accuracy,
  interval: accuracy === null ? null : { low: accuracy - 0.05, high: accuracy + 0.05 },
});

const series = [
  {
    label: 'before',
    ece: 0.312,
    bins: [bin(0, 0, null, null), bin(0.7, 40, 0.74, 0.4), bin(0.9, 60, 0.95, 0.5)],
  },
  { label: 'after <b>&', ece: null, bins: [bin(0.2, 50, 0.24, 0.25), bin(0.8, 50, 0.86, 0.9)] },
];

test('a reliability diagram draws every filled bin once, no empty one, and escapes labels', async () => {
  const spec = reliabilityDiagram(series, { title: 'Test & title' });
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  const svg = await toSvg(spec);
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('before, ECE 0.312');
  expect(svg).toContain('after &lt;b&gt;&amp;');
  expect(svg).toContain('Test &amp; title');
  expect(svg.match(/aria-roledescription="point"/g)?.length).toBe(4);
  expect(svg.match(/aria-roledescription="bar"/g)?.length).toBe(4);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('a training curve draws reward, confidence, accuracy and ECE; a null ECE is a gap', async () => {
  const steps = Array.from({ length: 30 }, (_, i) => ({
    step: i + 1,
    reward: i / 30,
    accuracy: 0.5,
    meanConfidence: 0.9 - i / 100,
    ece: i < 3 ? null : 0.3,
  }));
  const svg = await toSvg(trainingCurve(steps));
  for (const label of ['reward', 'stated confidence', 'correct answers', 'ECE of recent answers'])
    expect(svg).toContain(label);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('a reward curve draws each truth once, coloured by whether it is the best report', async () => {
  const curve = [0, 0.5, 1].map((truth) => ({
    truth,
    bestReport: truth === 0.5 ? 0.79 : truth,
    value: truth ** 2,
  }));
  const spec = rewardCurve(curve, { title: 'echo' });
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  const svg = await toSvg(spec);
  expect(svg.match(/aria-roledescription="point"/g)?.length).toBe(3);
  expect(svg.match(/honesty: another report pays more"/g)?.length).toBe(1);
  expect(svg).toContain('best confidence to state');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(await toSvg(rewardCurve([], { title: 'nothing' }))).toMatch(/^<svg /);
});

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "learningCurves",
      "reliabilityDiagram",
      "rewardCurve",
      "toSvg",
      "trainingCurve",
    ]
  `);
});

test('learning curves draw every run and the mean of each series', async () => {
  const values = ['one', 'two <b>'].flatMap((series) =>
    ['1', '2', '3'].flatMap((run) => [0, 1, 2].map((x) => ({ series, run, x, y: x + Number(run) }))),
  );
  const spec = learningCurves([{ title: 'ECE', values }], { x: 'completions' });
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  const svg = await toSvg(spec);
  for (const label of ['ECE', 'completions', 'two &lt;b&gt;']) expect(svg).toContain(label);
  expect(svg.match(/aria-roledescription="line mark"/g)?.length).toBe(2 * 3 + 2);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
