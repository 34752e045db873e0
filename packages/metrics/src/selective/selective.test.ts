import { describe, expect, test } from 'vitest';
import * as metrics from '../testing/every-entry.js';
import { randomFrom, uniform } from '../uncertainty/random.js';

const of = (percents: readonly number[], outcomes: readonly number[]) =>
  percents.map((percent, i) => ({ confidence: percent / 100, correct: outcomes[i] as number }));

const five = of([90, 80, 80, 60, 50], [1, 1, 0, 1, 0]);

describe('risk and coverage', () => {
  test('the curve cuts between tie groups', () => {
    expect(metrics.riskCoverageCurve(five)).toEqual([
      { threshold: 0.9, coverage: 0.2, risk: 0 },
      { threshold: 0.8, coverage: 0.6, risk: expect.closeTo(1 / 3, 12) },
      { threshold: 0.6, coverage: 0.8, risk: 0.25 },
      { threshold: 0.5, coverage: 1, risk: 0.4 },
    ]);
  });

  test('areas by hand, the tie averaged', () => {
    const risks = [0, 0.5 / 2, 1 / 3, 1 / 4, 2 / 5];
    const best = [0, 0, 0, 1 / 4, 2 / 5];
    const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b) / 5;
    expect(metrics.areaUnderRiskCoverage(five)).toBeCloseTo(mean(risks), 12);
    expect(metrics.excessAreaUnderRiskCoverage(five)).toBeCloseTo(mean(risks) - mean(best), 12);
    expect(metrics.areaUnderGeneralizedRisk(five)).toBeCloseTo((0 + 0.5 + 1 + 1 + 2) / 25, 12);
  });

  test('many ties: the harmonic numbers stay exact', () => {
    const n = 4000;
    const table = { n, cells: [{ confidence: 0.5, n, sum: n / 4, squares: n / 4 }] };
    expect(metrics.areaUnderRiskCoverage(table)).toBeCloseTo(0.75, 13);
  });

  test('a table of grades does not tell the best order', () => {
    const graded = of([90, 50], [0.5, 1]);
    expect(metrics.excessAreaUnderRiskCoverage(graded)).toBeCloseTo(0.25, 12);
    expect(metrics.excessAreaUnderRiskCoverage(metrics.tabulate(graded))).toBeNull();
  });

  test('accuracy at coverage, coverage at accuracy', () => {
    expect(metrics.accuracyAtCoverage(five, 0.4)).toBeCloseTo(1.5 / 2, 12);
    expect(metrics.accuracyAtCoverage(five, 1)).toBeCloseTo(0.6, 12);
    expect(metrics.coverageAtAccuracy(five, 0.75)).toEqual({ coverage: 0.8, threshold: 0.6 });
    expect(metrics.coverageAtAccuracy(of([90], [0]), 0.5)).toEqual({ coverage: 0, threshold: null });
    expect(metrics.coverageAtAccuracy([], 0.5)).toBeNull();
    expect(() => metrics.accuracyAtCoverage(five, 0)).toThrow('`coverage`');
    expect(() => metrics.coverageAtAccuracy(five, 1.2)).toThrow('`accuracy`');
  });
});

describe('a guaranteed risk', () => {
  test('correct answers alone are promised from ln(δ/21) / ln(1 − α) on: 118 at α = δ = .05', () => {
    const right = (n: number) => ({ n, cells: [{ confidence: 1, n, sum: n, squares: n }] });
    expect(metrics.selectiveThreshold(right(118), { risk: 0.05 })?.answered).toBe(118);
    const few = metrics.selectiveThreshold(right(117), { risk: 0.05 });
    expect(few).toEqual({ threshold: null, answered: 0, coverage: 0, risk: null, riskBound: null });
  });

  test('the promise is broken no more often than δ, at a risk that is only just too high', () => {
    // True accuracy: 97 % where 95 % is stated, 82 % where 80 % is. Answering both breaks α = .1 by a hair.
    const random = randomFrom(7);
    let broken = 0;
    let useful = 0;
    for (let run = 0; run < 2000; run++) {
      const sure = Array.from({ length: 300 }, () => ({ confidence: 0.95, correct: uniform(random) < 0.97 }));
      const unsure = Array.from({ length: 300 }, () => ({
        confidence: 0.8,
        correct: uniform(random) < 0.82,
      }));
      const threshold = metrics.selectiveThreshold([...sure, ...unsure], {
        risk: 0.1,
        failure: 0.1,
      })?.threshold;
      if (threshold != null && threshold <= 0.8) broken++;
      if (threshold != null && threshold > 0.8) useful++;
    }
    expect(broken / 2000).toBeLessThanOrEqual(0.1);
    expect(useful / 2000).toBeGreaterThan(0.85);
  });

  test('grades and nonsense are refused', () => {
    expect(() => metrics.selectiveThreshold(of([50], [0.5]), { risk: 0.1 })).toThrow('round them first');
    expect(() => metrics.selectiveThreshold(five, { risk: 0 })).toThrow('`risk`');
    expect(metrics.selectiveThreshold([], { risk: 0.1 })).toBeNull();
  });
});
