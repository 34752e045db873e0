import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as metrics from './testing/every-entry.js';

const of = (percents: readonly number[], outcomes: readonly number[]) =>
  percents.map((percent, i) => ({ confidence: percent / 100, correct: outcomes[i] as number }));

const confidence = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((p) => p / 100),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const binary = fc.array(fc.record({ confidence, correct: fc.boolean() }), { minLength: 1, maxLength: 60 });

describe('by hand: .9, .9, .6, .3 of which the first and third are correct', () => {
  const four = of([90, 90, 60, 30], [1, 0, 1, 0]);

  test.each([
    ['AUARC', metrics.areaUnderAccuracyRejection(four), 0.5416667],
    ['PRR', metrics.predictionRejectionRatio(four), 0.1428571],
    ['γ', metrics.goodmanKruskalGamma(four), 1 / 3],
    ['AUROC', metrics.auroc(four), 0.625],
    ['Brier', metrics.brierScore(four), 0.2675],
    ['Brier index', metrics.brierIndex(four), 48.2796],
  ])('%s', (_, got, expected) => {
    expect(got).toBeCloseTo(expected, 4);
  });
});

describe('rejection', () => {
  test('with at most half rejected only the two longest prefixes of four count', () => {
    const four = of([90, 80, 60, 30], [0, 1, 1, 0]);
    // Accuracies of 3 and 4: 2/3 and 1/2; the best order has them too, a random one 1/2.
    expect(metrics.predictionRejectionRatio(four, { maxRejection: 0.5 })).toBeCloseTo(1, 12);
    expect(metrics.predictionRejectionRatio(four, { maxRejection: 0.25 })).toBeNull();
  });

  test('PRR is that of AURC and E-AURC; 1 in the best order, null where all are alike', () => {
    fc.assert(
      fc.property(binary, (predictions) => {
        const ratio = metrics.predictionRejectionRatio(predictions);
        const risk = 1 - (metrics.accuracy(predictions) as number);
        const area = metrics.areaUnderRiskCoverage(predictions) as number;
        const excess = metrics.excessAreaUnderRiskCoverage(predictions) as number;
        if (risk === 0 || risk === 1) expect(ratio).toBeNull();
        else {
          expect(ratio).toBeCloseTo((risk - area) / (risk - area + excess), 9);
          const best = predictions.map((p) => ({ ...p, confidence: Number(p.correct) }));
          expect(metrics.predictionRejectionRatio(best)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test('grades: the best order is that of the grades, which a table does not hold', () => {
    const graded = of([90, 60, 30], [1, 0.5, 0]);
    expect(metrics.predictionRejectionRatio(graded)).toBeCloseTo(1, 12);
    expect(metrics.predictionRejectionRatio(metrics.tabulate(graded))).toBeNull();
    expect(metrics.calibrationReport(graded).selective.predictionRejectionRatio.value).toBeCloseTo(1, 12);
  });

  test('a share that is none is refused', () => {
    for (const maxRejection of [0, 1.5, Number.NaN])
      expect(() => metrics.predictionRejectionRatio(of([50], [1]), { maxRejection })).toThrow(
        '`maxRejection`',
      );
  });
});

describe('γ', () => {
  test('2 AUROC − 1 without ties, null without pairs', () => {
    expect(metrics.goodmanKruskalGamma(of([50, 50], [1, 0]))).toBeNull();
    expect(metrics.goodmanKruskalGamma(of([50, 60], [1, 1]))).toBeNull();
    expect(metrics.goodmanKruskalGamma([])).toBeNull();
    fc.assert(
      fc.property(fc.uniqueArray(confidence, { minLength: 2, maxLength: 40 }), fc.integer(), (ps, seed) => {
        const predictions = ps.map((p, i) => ({ confidence: p, correct: Math.sin(seed + i * i) > 0 }));
        const area = metrics.auroc(predictions);
        const gamma = metrics.goodmanKruskalGamma(predictions);
        if (area === null) expect(gamma).toBeNull();
        else expect(gamma).toBeCloseTo(2 * area - 1, 9);
      }),
    );
  });
});

describe('bins by rank', () => {
  test('by hand: two bins of two, a tie shared between them', () => {
    // Ranks: .2 | .6 .6 | .9, outcomes 0 | ½ ½ | 1: gaps of .15 and 0.
    const four = of([20, 60, 60, 90], [0, 1, 0, 1]);
    // The second bin: (.6 + .9)/2 stated, (½ + 1)/2 correct.
    const gap = (0.2 + 0.6) / 2 - 0.25;
    expect(metrics.rankBinnedError(four, { binSize: 2 })).toBeCloseTo(Math.sqrt(gap ** 2 / 2), 12);
    expect(metrics.rankBinnedError(four, { binSize: 2, norm: 'l1' })).toBeCloseTo(gap / 2, 12);
    expect(metrics.rankBinnedError(four, { binSize: 2, norm: 'max' })).toBeCloseTo(gap, 12);
  });

  test('dropping the last bin leaves nothing of fewer than 200', () => {
    const wrong = (n: number) => ({ n, cells: [{ confidence: 1, n, sum: 0, squares: 0 }] });
    expect(metrics.rankBinnedError(wrong(199))).toBe(1);
    expect(metrics.rankBinnedError(wrong(199), { dropLast: true })).toBe(0);
    expect(metrics.rankBinnedError(wrong(200), { dropLast: true })).toBeCloseTo(Math.SQRT1_2, 12);
    expect(metrics.rankBinnedError([])).toBeNull();
  });

  test('one bin is |bias|, bins of one the mean gap; the last dropped is never more', () => {
    fc.assert(
      fc.property(binary, fc.integer({ min: 1, max: 20 }), (predictions, binSize) => {
        const bias = (metrics.meanConfidence(predictions) ?? 0) - (metrics.accuracy(predictions) ?? 0);
        expect(metrics.rankBinnedError(predictions)).toBeCloseTo(Math.abs(bias), 10);
        const all = metrics.rankBinnedError(predictions, { binSize }) as number;
        expect(metrics.rankBinnedError(predictions, { binSize, dropLast: true })).toBeLessThanOrEqual(all);
        const ones = metrics.rankBinnedError(predictions, { binSize: 1 });
        const distinct = metrics.expectedCalibrationError(predictions, { scheme: 'distinct', norm: 'l2' });
        expect(ones).toBeCloseTo(distinct ?? Number.NaN, 10);
      }),
    );
  });
});

describe('variety', () => {
  test('by hand', () => {
    expect(metrics.confidenceVariety(of([90, 90, 80, 70, 60], [1, 1, 1, 1, 1]))).toEqual({
      distinct: 4,
      topThreeShare: 0.8,
      entropy: expect.closeTo(-0.4 * Math.log(0.4) - 0.6 * Math.log(0.2), 12),
    });
    expect(metrics.confidenceVariety(of([90, 90], [1, 0]))).toEqual({
      distinct: 1,
      topThreeShare: 1,
      entropy: 0,
    });
    expect(metrics.confidenceVariety([])).toBeNull();
  });
});

describe('scores of one prediction', () => {
  test('their means are the scores of the run', () => {
    fc.assert(
      fc.property(binary, (predictions) => {
        const mean = (score: (p: metrics.Prediction) => number) =>
          predictions.reduce((sum, p) => sum + score(p), 0) / predictions.length;
        expect(mean(metrics.itemBrierScore)).toBeCloseTo(metrics.brierScore(predictions) as number, 10);
        expect(mean((p) => metrics.itemLogLoss(p, { clip: 1e-7 }))).toBeCloseTo(
          metrics.logLoss(predictions, { clip: 1e-7 }) as number,
          9,
        );
      }),
    );
    expect(metrics.itemLogLoss({ confidence: 0.8, correct: false })).toBeCloseTo(-Math.log(0.2), 12);
    expect(() => metrics.itemBrierScore({ confidence: 80, correct: true })).toThrow('not per cents');
  });
});

describe('report', () => {
  const predictions = Array.from({ length: 120 }, (_, i) => ({
    confidence: ((i * 37) % 101) / 100,
    correct: (i * 7919) % 101 < (i * 37) % 101,
    abstained: i % 10 === 0,
  }));

  test('has the field’s measures, with intervals around their values', () => {
    const { outcomes, selective, ranking, scores, calibration, variety } =
      metrics.calibrationReport(predictions);
    const estimates = [
      outcomes?.accuracy,
      outcomes?.attemptRate,
      outcomes?.correctGivenAttempted,
      outcomes?.f1,
      outcomes?.omniscienceIndex,
      outcomes?.hallucinationRate,
      selective.areaUnderAccuracyRejection,
      selective.predictionRejectionRatio,
      ...selective.targetScores,
      ranking.gamma,
      scores.brierIndex,
    ];
    for (const estimate of estimates) {
      expect(estimate?.low).toBeLessThan(estimate?.value as number);
      expect(estimate?.high).toBeGreaterThan(estimate?.value as number);
    }
    expect(outcomes).toMatchObject(metrics.outcomeCounts(predictions));
    expect(outcomes?.abstained).toBe(12);
    expect(selective.targetScores.map(({ target, value }) => [target, value])).toEqual(
      [0.5, 0.75, 0.9].map((target) => [target, metrics.confidenceTargetScore(predictions, { target })]),
    );
    expect(scores.brierIndex.value).toBe(metrics.brierIndex(predictions));
    expect(calibration.rankBinned).toBe(metrics.rankBinnedError(predictions));
    expect(calibration.rankBinnedDroppingLast).toBe(0);
    expect(variety).toEqual(metrics.confidenceVariety(predictions));
  });

  test('a table and plain columns do not tell abstentions', () => {
    const columns = {
      confidence: predictions.map((p) => p.confidence),
      correct: predictions.map((p) => p.correct),
    };
    for (const silent of [metrics.tabulate(predictions), columns]) {
      const report = metrics.calibrationReport(silent, { resamples: 0 });
      expect(report.outcomes).toBeNull();
      expect(report.abstentionRate).toBeNull();
    }
  });
});

describe('options and groups that are none are refused', () => {
  const one = of([50], [1]);

  test.each([
    ['`edges`', () => metrics.expectedCalibrationError(one, { edges: 'left' as 'lower' })],
    ['`scheme`', () => metrics.reliabilityCurve(one, { scheme: 'quantile' as 'equal-mass' })],
    ['`norm`', () => metrics.expectedCalibrationError(one, { norm: 'l3' as 'l1' })],
    ['`norm`', () => metrics.rankBinnedError(one, { norm: 'linf' as 'l1' })],
    ['`binSize`', () => metrics.rankBinnedError(one, { binSize: 0 })],
    ['`clip`', () => metrics.logLoss(one, { clip: 1 })],
    ['`domain` of prediction 0', () => metrics.calibrationReport([{ ...one[0], domain: 1 } as never])],
    ['the key of prediction 0', () => metrics.tabulateBy(one, () => 1 as never)],
  ])('%s', (what, compute) => {
    expect(compute).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(compute).toThrow(what);
  });
});
