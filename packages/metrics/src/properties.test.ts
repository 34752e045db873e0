import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maximumTail, rangeTail } from './hypothesis-tests/cumulative-test.js';
import { brierScore } from './scores/brier-score.js';
import * as metrics from './testing/every-entry.js';

const whole = fc.integer({ min: 0, max: 100 }).map((p) => p / 100);
const confidence = fc.oneof(whole, fc.double({ min: 0, max: 1, noNaN: true }));
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 60 });
const binary = some(fc.record({ confidence, correct: fc.boolean() }));
const graded = some(fc.record({ confidence, correct: fc.constantFrom(0, 0.25, 0.5, 1) }));
const wholes = some(fc.record({ confidence: whole, correct: fc.boolean() }));

/** Every figure of a table. */
const FIGURES = {
  ece: metrics.expectedCalibrationError,
  ace: metrics.averageCalibrationError,
  debiased: metrics.debiasedSquaredCalibrationError,
  smooth: (t: metrics.CountTable) => metrics.smoothCalibrationError(t, { bandwidth: 0.05 }),
  maximumMean: metrics.maximumMeanCalibrationError,
  kernel: metrics.kernelCalibrationError,
  brier: metrics.brierScore,
  logLoss: metrics.logLoss,
  spherical: metrics.sphericalScore,
  corp: (t: metrics.CountTable) => metrics.corpDecomposition(t)?.miscalibration ?? null,
  auroc: metrics.auroc,
  averagePrecision: metrics.averagePrecision,
  aurc: metrics.areaUnderRiskCoverage,
  prr: (t: metrics.CountTable) => metrics.predictionRejectionRatio(t),
  gamma: metrics.goodmanKruskalGamma,
  rankBinned: (t: metrics.CountTable) => metrics.rankBinnedError(t, { binSize: 7 }),
  target: (t: metrics.CountTable) => metrics.confidenceTargetScore(t, { target: 0.75 }),
  entropy: (t: metrics.CountTable) => metrics.confidenceVariety(t)?.entropy ?? null,
  range: (t: metrics.CountTable) => metrics.cumulativeTest(t)?.range ?? null,
  isotonicIndex: (t: metrics.CountTable) => metrics.integratedCalibrationIndex(t)?.mean ?? null,
};

describe('the table', () => {
  test('merging is associative and commutative', () => {
    fc.assert(
      fc.property(graded, graded, graded, (...parts) => {
        const [a, b, c] = parts.map((part) => metrics.tabulate(part)) as [
          metrics.CountTable,
          metrics.CountTable,
          metrics.CountTable,
        ];
        expect(metrics.mergeTables(metrics.mergeTables(a, b), c)).toEqual(
          metrics.mergeTables(a, metrics.mergeTables(b, c)),
        );
        expect(metrics.mergeTables(a, b)).toEqual(metrics.mergeTables(b, a));
      }),
    );
  });

  test('one at a time, in columns of any kind and through JSON it is the same', () => {
    fc.assert(
      fc.property(binary, (predictions) => {
        const table = metrics.tabulate(predictions);
        const builder = metrics.tableBuilder();
        for (const [i, prediction] of predictions.entries()) {
          builder.add(prediction);
          if (i === 2) builder.table();
        }
        expect(builder.table()).toEqual(table);
        const confidence = Float64Array.from(predictions, (p) => p.confidence);
        const correct = predictions.map((p) => p.correct);
        expect(metrics.tabulate({ confidence, correct })).toEqual(table);
        expect(metrics.tabulate({ confidence, correct: Uint8Array.from(correct, Number) })).toEqual(table);
        expect(JSON.parse(JSON.stringify(table))).toEqual(table);
      }),
    );
  });

  test('integer percentages and decimals next to them agree to 1e-7 in every figure that is continuous', () => {
    fc.assert(
      fc.property(wholes, (predictions) => {
        const inner = predictions.map((p) => ({ ...p, confidence: 0.25 + p.confidence / 2 }));
        const apart = inner.map((p) => ({ ...p, confidence: p.confidence + 2e-9 }));
        for (const name of [
          'brier',
          'logLoss',
          'spherical',
          'smooth',
          'maximumMean',
          'auroc',
          'aurc',
        ] as const) {
          const [a, b] = [FIGURES[name](metrics.tabulate(inner)), FIGURES[name](metrics.tabulate(apart))];
          expect(b === null ? null : Math.abs(b - (a ?? Number.NaN)) < 1e-7).toBe(a === null ? null : true);
        }
      }),
    );
  });

  test('the general path, with integer percentages forced through it, agrees to 1e-12', () => {
    fc.assert(
      fc.property(wholes, (predictions) => {
        const fast = metrics.tabulate(predictions);
        const cells = new Map<number, metrics.CountCell>();
        for (const { confidence, correct } of predictions) {
          const { n, sum, squares } = cells.get(confidence) ?? { n: 0, sum: 0, squares: 0 };
          const y = Number(correct);
          cells.set(confidence, { confidence, n: n + 1, sum: sum + y, squares: squares + y * y });
        }
        const general = {
          n: predictions.length,
          cells: [...cells.values()].sort((a, b) => a.confidence - b.confidence),
        };
        for (const figure of Object.values(FIGURES)) expect(figure(fast)).toEqual(figure(general));
      }),
    );
  });

  test('a group named like a prototype’s key is a group', () => {
    const groups = metrics.tabulateBy(
      [{ confidence: 0.5, correct: true, domain: '__proto__' }],
      (p) => p.domain,
    );
    expect(Object.keys(groups)).toEqual(['__proto__']);
    expect(metrics.groupCalibration(groups).maximum).toBeCloseTo(0.5, 12);
  });

  test('1.0000000001 is 100 %, 1.001 and −.001 are nothing', () => {
    expect(metrics.tabulate([{ confidence: 1 + 1e-10, correct: true }]).cells[0]?.confidence).toBe(1);
    for (const confidence of [1.001, -0.001])
      expect(() => metrics.tabulate({ confidence: [confidence], correct: [1] })).toThrow('prediction 0');
  });
});

describe('identities', () => {
  test('Murphy with Stephenson’s terms adds up on any bins, of grades too', () => {
    fc.assert(
      fc.property(
        graded,
        fc.constantFrom('equal-width' as const, 'equal-mass' as const, 'distinct' as const),
        (predictions, scheme) => {
          const parts = metrics.brierDecomposition(predictions, { scheme, bins: 7 });
          if (!parts) throw new Error('no decomposition');
          const total =
            parts.reliability -
            parts.resolution +
            parts.uncertainty +
            parts.withinBinVariance -
            parts.withinBinCovariance -
            parts.grading;
          expect(total).toBeCloseTo(brierScore(predictions) ?? Number.NaN, 12);
        },
      ),
    );
  });

  test('CORP adds up and has no negative part', () => {
    fc.assert(
      fc.property(graded, (predictions) => {
        const parts = metrics.corpDecomposition(predictions);
        if (!parts) throw new Error('no decomposition');
        expect(parts.miscalibration - parts.discrimination + parts.uncertainty).toBeCloseTo(
          brierScore(predictions) ?? Number.NaN,
          12,
        );
        expect(parts.miscalibration).toBeGreaterThan(-1e-12);
        expect(parts.discrimination).toBeGreaterThan(-1e-12);
      }),
    );
  });

  test('norms are ordered, smoothing only loses, and the fixed point is one', () => {
    fc.assert(
      fc.property(binary, (predictions) => {
        const norm = (kind: metrics.Norm) =>
          metrics.expectedCalibrationError(predictions, { norm: kind }) ?? 0;
        expect(norm('l1')).toBeLessThan(norm('l2') + 1e-12);
        expect(norm('l2')).toBeLessThan(norm('max') + 1e-12);
        const distinct = metrics.expectedCalibrationError(predictions, { scheme: 'distinct' }) ?? 0;
        const smooth = metrics.smoothCalibrationError(predictions) ?? 0;
        expect(smooth).toBeLessThan(distinct + 1e-4);
        if (smooth > 0.001)
          expect(metrics.smoothCalibrationError(predictions, { bandwidth: smooth })).toBeCloseTo(smooth, 9);
      }),
      { numRuns: 30 },
    );
  });

  test('ranking is blind to increasing maps, DeLong too', () => {
    fc.assert(
      fc.property(wholes, (predictions) => {
        const mapped = predictions.map((p) => ({ ...p, confidence: p.confidence ** 3 }));
        expect(metrics.auroc(mapped)).toBe(metrics.auroc(predictions));
        expect(metrics.aurocVariance(mapped)).toBe(metrics.aurocVariance(predictions));
        expect(metrics.areaUnderRiskCoverage(mapped)).toBe(metrics.areaUnderRiskCoverage(predictions));
        expect(metrics.averagePrecision(mapped)).toBe(metrics.averagePrecision(predictions));
      }),
    );
  });

  test('proper scores are best at the truth', () => {
    const at = (confidence: number) => ({ n: 100, cells: [{ confidence, n: 100, sum: 37, squares: 37 }] });
    const percents = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
    const best = (score: (table: metrics.CountTable) => number | null) =>
      percents.reduce((a, b) => ((score(at(b)) ?? 0) > (score(at(a)) ?? 0) ? b : a));
    expect(best((t) => -(metrics.brierScore(t) ?? 0))).toBe(0.37);
    expect(best((t) => -(metrics.logLoss(t) ?? 0))).toBe(0.37);
    expect(best(metrics.sphericalScore)).toBe(0.37);
  });

  test('both series of the Brownian tails agree where they meet', () => {
    for (const [tail, at] of [
      [rangeTail, 2.5],
      [maximumTail, 1.25],
    ] as const) {
      expect(tail(at)).toBeCloseTo(tail(at + 1e-12), 10);
      expect([tail(0), tail(40)]).toEqual([1, 0]);
    }
  });

  test('the closed form of the debiased L1 error is unbiased enough: an exactly calibrated model', () => {
    const calibrated = {
      n: 400,
      cells: [0.25, 0.5, 0.75].map((confidence) => ({
        confidence,
        n: 400 / 4,
        sum: 100 * confidence,
        squares: 100 * confidence,
      })),
    };
    expect(metrics.debiasedCalibrationError(calibrated, { norm: 'l1' })).toBeLessThan(0);
    expect(metrics.debiasedSquaredCalibrationError(calibrated)).toBeLessThan(0);
    expect(metrics.debiasedCalibrationError(calibrated)).toBe(0);
  });
});

describe('undefined is null', () => {
  const one = (confidence: number, correct: boolean, n = 5) =>
    Array.from({ length: n }, () => ({ confidence, correct }));

  test('one class', () => {
    const right = [...one(0.7, true), ...one(0.9, true)];
    for (const value of [
      metrics.auroc(right),
      metrics.aurocVariance(right),
      metrics.aurocInterval(right),
      metrics.averagePrecision(right),
      metrics.falsePositiveRate(right),
      metrics.brierSkill(right),
      metrics.coxCalibration(right),
      metrics.calibrationInTheLarge(right),
    ])
      expect(value).toBeNull();
  });

  test('separation, constant confidence, only certain confidences', () => {
    expect(metrics.coxCalibration([...one(0.9, true), ...one(0.2, false)])).toBeNull();
    expect(metrics.coxCalibration([...one(0.9, true), ...one(0.9, false)])).toBeNull();
    const certain = [...one(1, true), ...one(0, false), ...one(1, false)];
    expect(metrics.spiegelhalterTest(certain)).toBeNull();
    expect(metrics.cumulativeTest(certain)).toMatchObject({ rangeP: null, maximumP: null });
    expect(metrics.hosmerLemeshowTest(one(0.5, true), { fitted: true })).toBeNull();
    expect(metrics.integratedCalibrationIndex(one(0.5, true), { curve: 'lowess' })).toBeNull();
    expect(metrics.kernelCalibrationError(one(0.5, true, 1))).toBeNull();
  });

  test('nothing', () => {
    const report = metrics.calibrationReport([]);
    const values = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(values) : [value];
    const { conventions, n, bins, selective, consistencyBars, groups, ...rest } = report;
    expect(n).toBe(0);
    expect(values(rest).filter((value) => value !== null)).toEqual([]);
    expect(bins).toHaveLength(10);
    expect(consistencyBars?.every((bar) => bar === null)).toBe(true);
    expect(groups).toEqual({ ece: {}, maximum: null, mean: null, weighted: null, multicalibration: null });
    expect(selective.guaranteed).toEqual([]);
    expect(conventions.leftOut).toEqual({});
    expect(metrics.summarize(report)).toBe('no predictions');
  });

  test('too many distinct confidences: the direct function refuses, the report says what it left out', () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({
      confidence: (i + 0.5) / 2500,
      correct: i % 3 > 0,
    }));
    expect(() => metrics.kernelCalibrationError(many)).toThrow('at most 2000 distinct confidences');
    const report = metrics.calibrationReport(many, { resamples: 0 });
    expect(report.calibration.kernel).toBeNull();
    expect(report.conventions.leftOut['calibration.kernel']).toBe('more than 2000 distinct confidences');
    expect(report.ece.low).toBeNull();
    expect(report.consistencyBars).toBeNull();
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('grades leave out what needs counts', () => {
    const report = metrics.calibrationReport([
      { confidence: 0.4, correct: 0.5 },
      { confidence: 0.9, correct: 1, abstained: true },
    ]);
    expect(Object.keys(report.conventions.leftOut).sort()).toEqual([
      'bootstrap',
      'calibration.kernel',
      'intervals.auroc',
      'selective.guaranteed',
    ]);
    expect(report.abstentionRate).toBe(0.5);
    expect(report.ece.value).toBeCloseTo(0.1, 12);
  });
});
