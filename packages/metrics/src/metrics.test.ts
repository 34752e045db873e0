import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prediction } from './index.js';
import * as metrics from './testing/every-entry.js';

const of = (percents: readonly number[], outcomes: readonly number[]): Prediction[] =>
  percents.map((percent, i) => ({ confidence: percent / 100, correct: outcomes[i] as number }));

const predictions = fc.array(
  fc.record({
    confidence: fc.oneof(
      fc.integer({ min: 0, max: 100 }).map((p) => p / 100),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    correct: fc.boolean(),
    domain: fc.constantFrom('a', 'b'),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('binning', () => {
  test('a confidence of exactly 1 is in the last bin: .225, not the .275 of an extra bin', () => {
    expect(metrics.expectedCalibrationError(of([100, 100, 95, 95], [1, 0, 1, 1]))).toBeCloseTo(0.225, 12);
  });

  test('eleven edges, one record each', () => {
    const edges = Array.from({ length: 11 }, (_, i) => 10 * i);
    const records = of(edges, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    for (const rule of ['lower', 'upper'] as const) {
      expect(metrics.reliabilityCurve(records, { edges: rule }).reduce((n, bin) => n + bin.count, 0)).toBe(
        11,
      );
    }
    expect(metrics.reliabilityCurve(records)[9]).toMatchObject({ count: 2, meanConfidence: 0.95 });
    expect(metrics.reliabilityCurve(records, { edges: 'upper' })[0]).toMatchObject({
      count: 2,
      meanConfidence: 0.05,
    });
  });

  test.each([10, 20, 50, 100])('every integer percentage falls into the bin it belongs to, of %d', (bins) => {
    for (let percent = 0; percent <= 100; percent++) {
      const curve = metrics.reliabilityCurve(of([percent], [1]), { bins });
      expect(curve.findIndex((bin) => bin.count === 1)).toBe(
        Math.min(bins - 1, Math.floor((percent * bins) / 100)),
      );
    }
  });

  test('computed confidences fall into the bin of the percentage they mean, and stay what they are', () => {
    const noisy = 0.1 + 0.2;
    expect(metrics.tabulate([{ confidence: noisy, correct: true }]).cells[0]?.confidence).toBe(noisy);
    expect(metrics.reliabilityCurve([{ confidence: noisy, correct: true }])[3]?.count).toBe(1);
    expect(
      metrics.reliabilityCurve([{ confidence: noisy, correct: true }], { edges: 'upper' })[2]?.count,
    ).toBe(1);
  });
});

describe('by hand', () => {
  const four = of([90, 90, 60, 20], [1, 0, 1, 0]);

  test('ECE, MCE, OE, UE', () => {
    expect(metrics.expectedCalibrationError(four)).toBeCloseTo(0.5 * 0.4 + 0.25 * 0.4 + 0.25 * 0.2, 12);
    expect(metrics.maximumCalibrationError(four)).toBeCloseTo(0.4, 12);
    expect(metrics.overconfidenceError(four)).toBeCloseTo(0.5 * 0.4 + 0.25 * 0.2, 12);
    expect(metrics.underconfidenceError(four)).toBeCloseTo(0.25 * 0.4, 12);
  });

  test('Brier score and its parts', () => {
    expect(metrics.brierScore(four)).toBeCloseTo((0.01 + 0.81 + 0.16 + 0.04) / 4, 12);
    const parts = metrics.brierDecomposition(four);
    expect(parts).toEqual({
      withinBinVariance: expect.closeTo(0, 12),
      withinBinCovariance: expect.closeTo(0, 12),
      grading: 0,
      reliability: expect.closeTo(0.13, 12),
      resolution: expect.closeTo(0.125, 12),
      uncertainty: 0.25,
    });
  });

  test('rates: what is counted among the incorrect, and what among all', () => {
    const five = of([96, 80, 79, 20, 10], [0, 0, 0, 1, 1]);
    expect(metrics.overconfidenceRate(five)).toBeCloseTo(2 / 3, 12);
    expect(metrics.confidentHallucinationRate(five)).toBeCloseTo(1 / 3, 12);
    expect(metrics.confidentErrorRate(five)).toBeCloseTo(2 / 5, 12);
    expect(metrics.underconfidenceRate(five)).toBe(1);
    expect(metrics.sharpness(of([40, 60], [1, 0]))).toBeCloseTo(0.01, 12);
  });

  test('AUROC counts ties half; null with one class', () => {
    expect(metrics.auroc(of([90, 50, 50, 10], [1, 1, 0, 0]))).toBeCloseTo(3.5 / 4, 12);
    expect(metrics.auroc(of([90, 50], [1, 1]))).toBeNull();
    expect(metrics.auroc(of([50, 50, 50], [1, 0, 0]))).toBe(0.5);
  });

  test('Wilson’s interval of 1 in 10, 0 in 5 and 5 in 5', () => {
    expect(metrics.wilsonInterval(1, 10)).toEqual({
      low: expect.closeTo(0.01787621, 7),
      high: expect.closeTo(0.40415003, 7),
    });
    expect(metrics.wilsonInterval(0, 5).low).toBe(0);
    expect(metrics.wilsonInterval(5, 5).high).toBe(1);
  });

  test('isotonic: violators are pooled, between corners it is linear', () => {
    const map = metrics.fitIsotonic(of([10, 20, 30, 40], [0, 1, 0, 1]));
    expect(map).toEqual({
      kind: 'isotonic',
      confidence: [0.1, 0.2, 0.3, 0.4],
      probability: [0, 0.5, 0.5, 1],
    });
    expect([0, 0.1, 0.15, 0.25, 0.35, 0.9].map((p) => metrics.applyIsotonic(map, p))).toEqual(
      [0, 0, 0.25, 0.5, 0.75, 1].map((x) => expect.closeTo(x, 12)),
    );
  });
});

describe('properties', () => {
  test('order does not matter, merging equals tabulating together, columns equal records', () => {
    fc.assert(
      fc.property(predictions, predictions, (a, b) => {
        const together = metrics.tabulate([...a, ...b]);
        expect(metrics.mergeTables(metrics.tabulate(a), metrics.tabulate(b))).toEqual(together);
        expect(metrics.tabulate([...b, ...a].reverse())).toEqual(together);
        const columns = {
          confidence: [...a, ...b].map((p) => p.confidence),
          correct: [...a, ...b].map((p) => Number(p.correct)),
        };
        expect(metrics.tabulate(columns)).toEqual(together);
      }),
    );
  });

  test('parts add up: bins to n, OE + UE to ECE, OE − UE to the bias, reliability − resolution + uncertainty to Brier', () => {
    fc.assert(
      fc.property(
        predictions,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('lower' as const, 'upper' as const),
        (of, bins, edges) => {
          const options = { bins, edges };
          expect(metrics.reliabilityCurve(of, options).reduce((n, bin) => n + bin.count, 0)).toBe(of.length);
          const [oe, ue] = [
            metrics.overconfidenceError(of, options) ?? 0,
            metrics.underconfidenceError(of, options) ?? 0,
          ];
          expect(oe + ue).toBeCloseTo(metrics.expectedCalibrationError(of, options) ?? -1, 10);
          expect(oe - ue).toBeCloseTo((metrics.meanConfidence(of) ?? 0) - (metrics.accuracy(of) ?? 0), 10);
          const parts = metrics.brierDecomposition(of);
          if (parts)
            expect(parts.reliability - parts.resolution + parts.uncertainty).toBeCloseTo(
              metrics.brierScore(of) ?? -1,
              10,
            );
        },
      ),
    );
  });

  test('a strictly increasing map of confidences leaves AUROC alone', () => {
    fc.assert(
      fc.property(predictions, (of) => {
        const whole = of.map((p) => ({ ...p, confidence: Math.round(p.confidence * 100) / 100 }));
        const mapped = whole.map((p) => ({ ...p, confidence: p.confidence ** 2 }));
        expect(metrics.auroc(mapped)).toBe(metrics.auroc(whole));
      }),
    );
  });

  test('an isotonic map never falls and never worsens the Brier score it was fitted on', () => {
    fc.assert(
      fc.property(predictions, (of) => {
        const map = metrics.fitIsotonic(of);
        const mapped = of.map((p) => ({
          ...p,
          confidence: Math.min(1, Math.max(0, metrics.applyIsotonic(map, p.confidence))),
        }));
        expect(metrics.brierScore(mapped) ?? 1).toBeLessThanOrEqual((metrics.brierScore(of) ?? 0) + 1e-12);
        for (let i = 1; i < map.probability.length; i++)
          expect(map.probability[i]).toBeGreaterThanOrEqual(map.probability[i - 1] as number);
      }),
    );
  });
});

describe('bootstrap', () => {
  const sample = of(
    Array.from({ length: 400 }, (_, i) => i % 101),
    Array.from({ length: 400 }, (_, i) => ((i * 7) % 3 === 0 ? 1 : 0)),
  );

  test('is the same for the same seed, contains the value of an unbiased metric, and narrows with n', () => {
    const brier = (t: metrics.CountTable) => metrics.brierScore(t);
    const first = metrics.bootstrapInterval(sample, brier, { seed: 3 });
    expect(metrics.bootstrapInterval(sample, brier, { seed: 3 })).toEqual(first);
    expect(metrics.bootstrapInterval(sample, brier, { seed: 4 })).not.toEqual(first);
    expect(first.low).toBeLessThan(first.value as number);
    expect(first.high).toBeGreaterThan(first.value as number);
    const wide = metrics.bootstrapInterval(sample.slice(0, 50), brier);
    expect((wide.high as number) - (wide.low as number)).toBeGreaterThan(
      (first.high as number) - (first.low as number),
    );
  });

  test('the interval of a mean is that of the normal distribution', () => {
    const { value, low, high } = metrics.bootstrapInterval(sample, (t) => metrics.accuracy(t), {
      resamples: 4000,
    });
    const half = 1.96 * Math.sqrt(((value as number) * (1 - (value as number))) / 400);
    expect(low).toBeCloseTo((value as number) - half, 2);
    expect(high).toBeCloseTo((value as number) + half, 2);
  });

  test('grades between 0 and 1 are refused', () => {
    expect(() => metrics.bootstrapInterval([{ confidence: 0.5, correct: 0.5 }], metrics.brierScore)).toThrow(
      'grades',
    );
  });
});

describe('report', () => {
  test('nothing gives nulls', () => {
    const report = metrics.calibrationReport([]);
    expect(report).toMatchObject({
      n: 0,
      accuracy: null,
      ece: { value: null, low: null, high: null },
      auroc: null,
      byDomain: {},
    });
    expect(metrics.summarize(report)).toBe('no predictions');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('groups, conventions and one line', () => {
    const report = metrics.calibrationReport([
      { confidence: 0.9, correct: true, domain: 'math', difficulty: 'easy' },
      { confidence: 0.7, correct: false, domain: 'math', difficulty: 'hard' },
      { confidence: 0.2, correct: false },
    ]);
    expect(report.byDomain).toEqual({
      math: {
        n: 2,
        accuracy: 0.5,
        meanConfidence: 0.8,
        ece: expect.closeTo(0.4, 12),
        brier: expect.closeTo(0.25, 12),
        auroc: 1,
      },
    });
    expect(Object.keys(report.byDifficulty)).toEqual(['easy', 'hard']);
    expect(report.conventions).toMatchObject({ bins: 10, edges: 'lower', resamples: 1000 });
    expect(metrics.summarize(report)).toMatch(
      /^n 3, accuracy 33\.3 %, stated 60\.0 %, ECE 0\.333 \(0\.\d{3}–0\.\d{3}\), Brier 0\.180, AUROC 1\.000$/,
    );
  });

  test('graded outcomes have everything but a bootstrap interval', () => {
    expect(metrics.calibrationReport([{ confidence: 0.7, correct: 0.5 }]).ece).toEqual({
      value: expect.closeTo(0.2, 12),
      low: null,
      high: null,
    });
  });
});

test.each([
  [{ confidence: Number.NaN, correct: true }, '`confidence` of prediction 1', 'NaN'],
  [{ confidence: 1.01, correct: true }, '`confidence` of prediction 1', '1.01'],
  [{ confidence: -1, correct: true }, '`confidence` of prediction 1', '-1'],
  [{ confidence: 75, correct: true }, 'not per cents', '75'],
  [{ confidence: Number.POSITIVE_INFINITY, correct: true }, '`confidence`', 'Infinity'],
  [{ confidence: '0.5', correct: true }, '`confidence`', '"0.5"'],
  [{ confidence: 0.5, correct: 2 }, '`correct` of prediction 1', '2'],
  [{ confidence: 0.5, correct: 'yes' }, '`correct`', '"yes"'],
  [{ confidence: 0.5 }, '`correct`', 'undefined'],
])('%o is refused with its index, the rule and the value', (bad, rule, value) => {
  const records = [{ confidence: 0.5, correct: true }, bad] as Prediction[];
  expect(() => metrics.expectedCalibrationError(records)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
  expect(() => metrics.expectedCalibrationError(records)).toThrow(rule);
  expect(() => metrics.expectedCalibrationError(records)).toThrow(value);
});

test('columns of unequal length, and a nonsense number of bins, are refused', () => {
  expect(() => metrics.brierScore({ confidence: [0.5], correct: [] })).toThrow('0 and 1');
  expect(() => metrics.expectedCalibrationError(of([50], [1]), { bins: 0 })).toThrow('`bins`');
});

test('exports', () => {
  expect(Object.keys(metrics).sort()).toMatchInlineSnapshot(`
    [
      "abstentionRate",
      "accuracy",
      "accuracyAtCoverage",
      "applyIsotonic",
      "applyRecalibration",
      "applyVennAbers",
      "areaUnderAccuracyRejection",
      "areaUnderGeneralizedRisk",
      "areaUnderRiskCoverage",
      "auroc",
      "aurocInterval",
      "aurocVariance",
      "averageCalibrationError",
      "averagePrecision",
      "bootstrapInterval",
      "bootstrapIntervals",
      "brierDecomposition",
      "brierIndex",
      "brierScore",
      "brierSkill",
      "calibrationInTheLarge",
      "calibrationMatchers",
      "calibrationReport",
      "clopperPearsonInterval",
      "compareAurocs",
      "compareFingerprints",
      "compareModels",
      "confidenceTargetScore",
      "confidenceVariety",
      "confidentErrorRate",
      "confidentHallucinationRate",
      "consistencyBars",
      "corpBands",
      "corpDecomposition",
      "coverageAtAccuracy",
      "coxCalibration",
      "cumulativeTest",
      "debiasedCalibrationError",
      "debiasedSquaredCalibrationError",
      "epistemicFingerprint",
      "excessAreaUnderRiskCoverage",
      "expectedCalibrationError",
      "falsePositiveRate",
      "fingerprintDistance",
      "fitBayesianBinning",
      "fitBest",
      "fitBeta",
      "fitHistogram",
      "fitIsotonic",
      "fitLogistic",
      "fitPlatt",
      "fitTemperature",
      "fitVennAbers",
      "goodmanKruskalGamma",
      "groupAuroc",
      "groupCalibration",
      "hosmerLemeshowTest",
      "integratedCalibrationIndex",
      "itemBrierScore",
      "itemLogLoss",
      "jeffreysInterval",
      "kernelCalibrationError",
      "logLoss",
      "maximumCalibrationError",
      "maximumMeanCalibrationError",
      "mcNemarTest",
      "meanConfidence",
      "mergeTables",
      "metaDPrime",
      "outcomeCounts",
      "outcomeScores",
      "overconfidenceError",
      "overconfidenceRate",
      "predictionRejectionRatio",
      "rankBinnedError",
      "ratingCounts",
      "recalibrationFromJson",
      "reliabilityCurve",
      "resolution",
      "riskCoverageCurve",
      "selectiveThreshold",
      "sharpness",
      "smoothCalibrationError",
      "sphericalScore",
      "spiegelhalterTest",
      "summarize",
      "tableBuilder",
      "tabulate",
      "tabulateBy",
      "testBetterCalibrated",
      "testCalibrationClaim",
      "underconfidenceError",
      "underconfidenceRate",
      "weightedOverconfidenceError",
      "wilsonInterval",
    ]
  `);
});
