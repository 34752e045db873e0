import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binOf } from './binning.js';
import * as metrics from './testing/every-entry.js';

const bits = new DataView(new ArrayBuffer(8));

/** The double so many steps above (or below) a positive one. */
function stepped(x: number, steps: number): number {
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(steps));
  return bits.getFloat64(0);
}

describe('edges', () => {
  test('1/3 begins bin 1 of 3, and ends bin 0 under the upper rule', () => {
    expect([binOf(1 / 3, 3, 'lower'), binOf(1 / 3, 3, 'upper')]).toEqual([1, 0]);
    expect([binOf(2 / 3, 3, 'lower'), binOf(2 / 3, 3, 'upper')]).toEqual([2, 1]);
    expect([binOf(0, 3, 'lower'), binOf(0, 3, 'upper')]).toEqual([0, 0]);
    expect([binOf(1, 3, 'lower'), binOf(1, 3, 'upper')]).toEqual([2, 2]);
  });

  test('2/3 three times correct and .7 three times incorrect: ECE .5167 of 15 bins, upper', () => {
    const predictions = [2 / 3, 2 / 3, 2 / 3, 0.7, 0.7, 0.7].map((confidence, i) => ({
      confidence,
      correct: i < 3,
    }));
    const ece = metrics.expectedCalibrationError(predictions, { bins: 15, edges: 'upper' });
    expect(ece).toBeCloseTo((1 / 3 + 0.7) / 2, 12);
  });

  test('every k/n with n ≤ 1,000 is on its edge from four doubles below to four above, and no farther', () => {
    const misplaced: string[] = [];
    for (let n = 2; n <= 1000; n++) {
      // All steps of few bins, the outermost ones of many.
      const offsets = n <= 100 ? [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5] : [-5, -4, 0, 4, 5];
      for (let k = 1; k < n; k++) {
        for (const steps of offsets) {
          const p = stepped(k / n, steps);
          const [lower, upper] = [steps < -4 ? k - 1 : k, steps > 4 ? k : k - 1];
          if (binOf(p, n, 'lower') !== lower || binOf(p, n, 'upper') !== upper)
            misplaced.push(`${k}/${n} ${steps}`);
        }
      }
    }
    expect(misplaced).toEqual([]);
  });

  test('bins are in order, and k of n samples correct fall into bin k', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (bins, a, b) => {
          for (const edges of ['lower', 'upper'] as const) {
            const [low, high] = [binOf(Math.min(a, b), bins, edges), binOf(Math.max(a, b), bins, edges)];
            expect(low).toBeGreaterThanOrEqual(0);
            expect(high).toBeLessThan(bins);
            expect(low).toBeLessThanOrEqual(high);
          }
        },
      ),
    );
  });
});

describe('order survives', () => {
  const likelihoods = Array.from({ length: 10 }, (_, i) => 10 ** -(10 + i));

  test.each([
    ['near 0', likelihoods],
    ['near 1', Array.from({ length: 10 }, (_, i) => 1 - 2 ** -(44 + i)).reverse()],
    ['around 30 %', [-2, -1, 0, 1, 2, 3].map((steps) => stepped(0.3, steps)).reverse()],
  ])('one cell each, AUROC 1: %s', (_, falling) => {
    const predictions = falling.map((confidence, i) => ({ confidence, correct: i < falling.length / 2 }));
    expect(metrics.tabulate(predictions).cells).toHaveLength(falling.length);
    expect(metrics.auroc(predictions)).toBe(1);
    expect(metrics.areaUnderRiskCoverage(predictions)).toBeLessThan(0.25);
  });

  test('a cell for every different confidence, and AUROC over all pairs', () => {
    const near = fc.integer({ min: -6, max: 6 }).map((steps) => stepped(0.37, steps));
    const tiny = fc.integer({ min: 0, max: 40 }).map((exponent) => 10 ** -exponent);
    const confidence = fc.oneof(near, tiny, fc.double({ min: 0, max: 1, noNaN: true }));
    const predictions = fc.array(fc.record({ confidence, correct: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(predictions, (of) => {
        expect(metrics.tabulate(of).cells.map((cell) => cell.confidence)).toEqual(
          [...new Set(of.map((p) => p.confidence + 0))].sort((a, b) => a - b),
        );
        const pairs = of.flatMap((right) =>
          of.flatMap((wrong) =>
            right.correct && !wrong.correct ? [Math.sign(right.confidence - wrong.confidence)] : [],
          ),
        );
        const mean = pairs.reduce((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length;
        if (pairs.length === 0) expect(metrics.auroc(of)).toBeNull();
        else expect(metrics.auroc(of)).toBeCloseTo(mean, 12);
      }),
    );
  });

  test('rates count what is within four doubles of their threshold', () => {
    const wrong = (confidence: number) => [{ confidence, correct: false }];
    for (const steps of [-4, 0, 4]) {
      expect(metrics.overconfidenceRate(wrong(stepped(0.8, steps)))).toBe(1);
      expect(metrics.underconfidenceRate([{ confidence: stepped(0.2, steps), correct: true }])).toBe(1);
    }
    expect(metrics.overconfidenceRate(wrong(stepped(0.8, -5)))).toBe(0);
    expect(metrics.underconfidenceRate([{ confidence: stepped(0.2, 5), correct: true }])).toBe(0);
  });

  test('a report of confidences one double apart, at both ends too, has no NaN and is JSON', () => {
    const ends = [0, 5e-324, 1e-323, 1e-19, 1e-10, stepped(1, -2), stepped(1, -1), 1];
    const middle = [-2, -1, 0, 1, 2].map((steps) => stepped(0.5, steps));
    const confidences = [...ends, ...middle, ...middle];
    const predictions = confidences.map((confidence, i) => ({ confidence, correct: i % 3 > 0 }));
    const report = metrics.calibrationReport(predictions, { resamples: 50 });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    for (const fitted of [metrics.fitIsotonic, metrics.fitVennAbers, metrics.fitBayesianBinning]) {
      const map = metrics.recalibrationFromJson(JSON.parse(JSON.stringify(fitted(predictions))));
      for (const confidence of confidences) {
        const probability = metrics.applyRecalibration(map, confidence);
        expect(probability >= 0 && probability <= 1).toBe(true);
      }
    }
  });
});
