import { describe, expect, test } from 'vitest';
import * as metrics from '../testing/every-entry.js';
import { binomial, drawEach, poisson, randomFrom, samplerOf } from './random.js';

/** `right` of `n` at each confidence. */
const groups = (...counts: readonly (readonly [confidence: number, n: number, right: number])[]) =>
  counts.flatMap(([confidence, n, right]) =>
    Array.from({ length: n }, (_, i) => ({ confidence, correct: i < right })),
  );

const uneven = groups([0.2, 40, 12], [0.5, 30, 10], [0.9, 50, 41], [1, 20, 15]);

describe('draws', () => {
  test.each([
    ['binomial', binomial(40, 0.3), 12, 8.4],
    ['binomial', binomial(500, 0.97), 485, 14.55],
    ['Poisson', poisson(2.5), 2.5, 2.5],
    ['Poisson', poisson(400), 400, 400],
  ])('%s: mean and variance', (_, distribution, mean, variance) => {
    const drawn = new Uint32Array(200_000);
    const random = randomFrom(1);
    const sampler = samplerOf([distribution]);
    const one = new Uint32Array(1);
    for (let i = 0; i < drawn.length; i++) drawn[i] = drawEach(sampler, random, one);
    const average = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    const spread = drawn.reduce((sum, x) => sum + (x - average) ** 2, 0) / drawn.length;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / drawn.length));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.02);
  });

  test('certain outcomes', () => {
    const drawn = new Uint32Array(4);
    drawEach(samplerOf([binomial(7, 0), binomial(7, 1), binomial(0, 0.5), poisson(0)]), randomFrom(0), drawn);
    expect([...drawn]).toEqual([0, 7, 0, 0]);
  });
});

describe('bootstrap', () => {
  test('resamples keep the number of predictions and the confidences', () => {
    metrics.bootstrapInterval(uneven, ({ n, cells }) => {
      expect(cells.reduce((sum, cell) => sum + cell.n, 0)).toBe(n);
      expect(cells.every(({ confidence }) => [0.2, 0.5, 0.9, 1].includes(confidence))).toBe(true);
      return 0;
    });
  });

  test('of a mean it has the standard error of the mean', () => {
    const { value, low, high } = metrics.bootstrapInterval(uneven, metrics.accuracy, { resamples: 20_000 });
    const rate = 78 / 140;
    const half = 1.959964 * Math.sqrt((rate * (1 - rate)) / 140);
    expect(value).toBeCloseTo(rate, 12);
    expect(Math.abs((high ?? 0) - (low ?? 0) - 2 * half)).toBeLessThan(2 / 140);
  });

  test('of a biased metric basic mirrors percentile and bca lies lower; seeds repeat', () => {
    const ece = (table: metrics.CountTable) => metrics.expectedCalibrationError(table);
    const nearlyCalibrated = groups([0.2, 40, 10], [0.5, 30, 13], [0.9, 50, 43]);
    const percentile = metrics.bootstrapInterval(nearlyCalibrated, ece);
    const basic = metrics.bootstrapInterval(nearlyCalibrated, ece, { method: 'basic' });
    const bca = metrics.bootstrapInterval(nearlyCalibrated, ece, { method: 'bca' });
    expect((basic.low ?? 0) + (percentile.high ?? 0)).toBeCloseTo(2 * (percentile.value ?? 0), 12);
    expect(bca.high).toBeLessThan((percentile.high ?? 0) - 0.01);
    expect(bca.low).toBeLessThan((percentile.low ?? 0) - 0.001);
    expect(metrics.bootstrapInterval(nearlyCalibrated, ece)).toEqual(percentile);
    expect(metrics.bootstrapInterval(nearlyCalibrated, ece, { seed: 1 })).not.toEqual(percentile);
  });

  test('without resamples, of nothing, and of grades', () => {
    expect(metrics.bootstrapInterval(uneven, metrics.brierScore, { resamples: 0 })).toMatchObject({
      low: null,
      high: null,
    });
    expect(metrics.bootstrapInterval([], metrics.brierScore)).toEqual({ value: null, low: null, high: null });
    expect(() => metrics.bootstrapInterval([{ confidence: 0.5, correct: 0.5 }], metrics.brierScore)).toThrow(
      'round them first',
    );
    expect(() => metrics.bootstrapInterval(uneven, metrics.brierScore, { level: 1 })).toThrow('`level`');
  });
});

describe('bars and bands', () => {
  test('consistency bars of a bin with one confidence are binomial quantiles, around the diagonal', () => {
    const bars = metrics.consistencyBars(groups([0.85, 100, 10]), { resamples: 20_000 });
    expect(bars.filter((bar) => bar !== null)).toHaveLength(1);
    expect(bars[8]).toEqual({ low: expect.closeTo(0.78, 2), high: expect.closeTo(0.92, 2) });
  });

  test('bars go with the bins of equal mass that are listed', () => {
    const binning = { bins: 10, scheme: 'equal-mass' } as const;
    expect(metrics.consistencyBars(uneven, binning)).toHaveLength(
      metrics.reliabilityCurve(uneven, binning).length,
    );
  });

  test('the consistency band holds the diagonal, the confidence band the curve', () => {
    for (const point of metrics.corpBands(uneven)) {
      expect(point.low).toBeLessThanOrEqual(point.confidence);
      expect(point.high).toBeGreaterThanOrEqual(point.confidence);
    }
    for (const point of metrics.corpBands(uneven, { band: 'confidence' })) {
      expect(point.low).toBeLessThanOrEqual(point.recalibrated);
      expect(point.high).toBeGreaterThanOrEqual(point.recalibrated);
    }
    expect(metrics.corpBands([])).toEqual([]);
  });
});

describe('two models', () => {
  const first = uneven.map(({ confidence }, i) => ({ confidence, correct: i % 3 !== 0 }));
  const second = uneven.map(({ confidence }, i) => ({ confidence: 1 - confidence, correct: i % 4 === 0 }));

  test('the same twice does not differ', () => {
    const same = metrics.compareModels(uneven, uneven);
    for (const difference of [same.accuracy, same.brier, same.ece, same.auroc])
      expect(difference).toEqual({ value: 0, low: 0, high: 0, p: 1 });
    expect(same.mcNemar).toEqual({ onlyFirst: 0, onlySecond: 0, p: 1 });
    expect(same.delong).toMatchObject({ difference: 0, z: null, p: null });
  });

  test('a clear difference has a small p, and swapping changes its sign', () => {
    const there = metrics.compareModels(first, second);
    const back = metrics.compareModels(second, first);
    expect(there.accuracy.value).toBeGreaterThan(0.3);
    expect(there.accuracy.p).toBeLessThan(0.01);
    expect(there.mcNemar.p).toBeLessThan(1e-6);
    expect(back.accuracy.value).toBeCloseTo(-(there.accuracy.value ?? 0), 12);
    expect(back.delong?.z).toBeCloseTo(-(there.delong?.z ?? 0), 10);
  });

  test('unequal lists are refused; nothing gives nulls', () => {
    expect(() => metrics.compareModels(first, second.slice(1))).toThrow('two predictions for each task');
    expect(metrics.compareModels([], [])).toMatchObject({
      n: 0,
      accuracy: { value: null, p: null },
      delong: null,
    });
  });
});
