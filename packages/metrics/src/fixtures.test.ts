import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as metrics from './testing/every-entry.js';

/** Made by internal/fixtures/make-metrics-goldens.py, which says what computes each. */
const goldens: {
  readonly cases: readonly {
    readonly id: string;
    /** In percentages. */
    readonly confidence: readonly number[];
    readonly correct: readonly number[];
    readonly expected: Readonly<Record<string, number | readonly number[] | null>>;
  }[];
  readonly proportions: readonly {
    readonly successes: number;
    readonly n: number;
    readonly wilson: readonly number[];
    readonly 'clopper-pearson': readonly number[];
    readonly jeffreys: readonly number[];
  }[];
  readonly pair: Readonly<Record<string, readonly number[]>>;
} = JSON.parse(readFileSync(new URL('../fixtures/goldens.json', import.meta.url), 'utf8'));

type Compute = (predictions: metrics.Prediction[]) => unknown;

const of = (confidence: readonly number[] = [], correct: readonly number[] = []): metrics.Prediction[] =>
  confidence.map((percent, i) => ({ confidence: percent / 100, correct: correct[i] as number }));

const corp = (score: 'brier' | 'log') => (p: metrics.Prediction[]) => {
  const parts = metrics.corpDecomposition(p, { score });
  return parts && [parts.miscalibration, parts.discrimination, parts.uncertainty];
};

const binned = [10, 15].flatMap((bins) =>
  (['lower', 'upper'] as const).flatMap((edges): [string, Compute, number][] => [
    [`ece ${edges} ${bins}`, (p) => metrics.expectedCalibrationError(p, { bins, edges }), 1e-12],
    [`l2 ${edges} ${bins}`, (p) => metrics.expectedCalibrationError(p, { bins, edges, norm: 'l2' }), 1e-12],
    [`mce ${edges} ${bins}`, (p) => metrics.maximumCalibrationError(p, { bins, edges }), 1e-12],
  ]),
);

const COMPUTE: readonly (readonly [key: string, compute: Compute, tolerance: number])[] = [
  ...binned,
  ['aurc', metrics.areaUnderRiskCoverage, 1e-12],
  ['augrc', metrics.areaUnderGeneralizedRisk, 1e-12],
  ['smooth .1', (p) => metrics.smoothCalibrationError(p, { bandwidth: 0.1 }), 1e-6],
  ['smooth .05', (p) => metrics.smoothCalibrationError(p, { bandwidth: 0.05 }), 1e-6],
  ['smooth', (p) => metrics.smoothCalibrationError(p), 1e-6],
  ['brier', metrics.brierScore, 1e-12],
  ['log loss', (p) => metrics.logLoss(p), 1e-12],
  ['mmce', metrics.maximumMeanCalibrationError, 1e-9],
  ['corp brier', corp('brier'), 1e-10],
  ['corp log', corp('log'), 1e-10],
  ['auroc', metrics.auroc, 1e-12],
  ['auroc variance', metrics.aurocVariance, 1e-12],
  ['average precision', (p) => metrics.averagePrecision(p), 1e-12],
  ['average precision of errors', (p) => metrics.averagePrecision(p, { of: 'errors' }), 1e-12],
  ['fpr95', (p) => metrics.falsePositiveRate(p), 1e-12],
  [
    'cox',
    (p) => {
      const cox = metrics.coxCalibration(p);
      return (
        cox && [
          cox.intercept,
          cox.slope,
          cox.interceptInterval.low,
          cox.interceptInterval.high,
          cox.slopeInterval.low,
          cox.slopeInterval.high,
        ]
      );
    },
    1e-8,
  ],
  [
    'cox test',
    (p) => {
      const { statistic, p: chance } = metrics.coxCalibration(p)?.test ?? {};
      return [statistic, chance];
    },
    1e-8,
  ],
  ['in the large', metrics.calibrationInTheLarge, 1e-10],
  ['ici lowess', (p) => metrics.integratedCalibrationIndex(p, { curve: 'lowess' })?.mean, 1e-6],
  [
    'spiegelhalter',
    (p) => {
      const result = metrics.spiegelhalterTest(p);
      return result && [result.z, result.p];
    },
    1e-10,
  ],
];

/** The same structure with every number replaced by a matcher. */
function near(golden: unknown, tolerance: number): unknown {
  if (Array.isArray(golden)) return golden.map((item) => near(item, tolerance));
  return typeof golden === 'number'
    ? expect.toSatisfy(
        (got: unknown) => Math.abs(Number(got) - golden) <= tolerance,
        `${golden} ± ${tolerance}`,
      )
    : golden;
}

describe('what the reference libraries compute', () => {
  test.each(COMPUTE)('%s', (key, compute, tolerance) => {
    const having = goldens.cases.filter(({ expected }) => key in expected);
    expect(having).not.toHaveLength(0);
    for (const { id, confidence, correct, expected } of having)
      expect(compute(of(confidence, correct)), id).toEqual(near(expected[key], tolerance));
  });

  test('every key is computed', () => {
    const wanted = new Set(goldens.cases.flatMap(({ expected }) => Object.keys(expected)));
    expect([...wanted].sort()).toEqual(COMPUTE.map(([key]) => key).sort());
  });

  test.each(goldens.proportions)('intervals of $successes in $n', ({ successes, n, ...expected }) => {
    const ends = ({ low, high }: metrics.Interval) => [low, high];
    expect({
      wilson: ends(metrics.wilsonInterval(successes, n)),
      'clopper-pearson': ends(metrics.clopperPearsonInterval(successes, n)),
      jeffreys: ends(metrics.jeffreysInterval(successes, n)),
    }).toEqual({
      wilson: near(expected.wilson, 1e-12),
      'clopper-pearson': near(expected['clopper-pearson'], 1e-11),
      jeffreys: near(expected.jeffreys, 1e-11),
    });
  });

  test('DeLong’s comparison of two models on the same outcomes', () => {
    const { first, second, correct, delong } = goldens.pair;
    const comparison = metrics.compareAurocs(of(first, correct), of(second, correct));
    expect([comparison?.difference, comparison?.z, comparison?.p]).toEqual(near(delong, 1e-10));
  });

  test('McNemar’s exact test', () => {
    const { first, second, correct, correctOfAnother, mcNemar } = goldens.pair;
    const { onlyFirst, onlySecond, p } = metrics.mcNemarTest(
      of(first, correct),
      of(second, correctOfAnother),
    );
    expect([onlyFirst, onlySecond, p]).toEqual(near(mcNemar, 1e-12));
  });
});
