import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cumulativeTest } from '../hypothesis-tests/cumulative-test.js';
import { calibrationReport } from '../index.js';
import { logFactorial } from './gamma.js';
import { binomialCdf, incompleteBeta, inverseIncompleteBeta } from './incomplete-beta.js';
import { chiSquareTail } from './incomplete-gamma.js';
import { erf, normalCdf, normalQuantile, normalTail } from './normal.js';

/** Expected values from mpmath at 40 digits. */
const relative = (got: number, expected: number) => Math.abs(got / expected - 1);

describe('to twelve digits or more', () => {
  test.each([
    [0.1, 0.11246291601828488],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [-0.001, -0.0011283787909692363],
  ])('erf(%d)', (x, expected) => {
    expect(relative(erf(x), expected)).toBeLessThan(1e-14);
  });

  test.each([
    [1, 0.15865525393145705],
    [3, 0.0013498980316300946],
    [6, 9.865876450376981e-10],
    [10, 7.619853024160527e-24],
    [30, 4.906713927148187e-198],
    [-2, 0.9772498680518208],
  ])('the normal tail beyond %d', (x, expected) => {
    expect(relative(normalTail(x), expected)).toBeLessThan(1e-12);
  });

  test.each([
    [0.975, 1.959963984540054],
    [0.5, 0],
    [0.0001, -3.719016485455709],
    [1e-20, -9.262340089798409],
    [0.84, 0.994457883209753],
  ])('the normal quantile of %d', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 13);
  });

  test.each([
    [3.84, 1, 0.05004352124870519],
    [2, 2, 0.36787944117144233],
    [50, 8, 4.0867589479967458e-8],
    [1000, 900, 0.010994608942135848],
  ])('the tail of χ² beyond %d, %d degrees', (x, degrees, expected) => {
    expect(relative(chiSquareTail(x, degrees), expected)).toBeLessThan(1e-12);
  });

  test.each([
    [0, 0],
    [1, 0],
    [5, Math.log(120)],
    [20, 42.33561646075349],
    [0.5, -0.12078223763524522],
  ])('ln %d!', (z, expected) => {
    expect(logFactorial(z)).toBeCloseTo(expected, 13);
  });

  test.each([
    [2, 1000, 0.01, 0.002679431993791534],
    [0, 50, 0.1, 0.0051537752073201135],
    [4950, 10_000, 0.5, 0.16108709989765599],
    [60, 1000, 0.1, 4.378819902862792e-6],
    [7, 10, 0.5, 0.9453125],
  ])('at most %d of %d at %d', (successes, n, p, expected) => {
    expect(relative(binomialCdf(successes, n, p), expected)).toBeLessThan(1e-12);
  });

  test('I_x of halves is the arcsine law', () => {
    expect(incompleteBeta(0.9, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.9)), 14);
  });
});

describe('inverses', () => {
  test('the normal quantile undoes the distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(relative(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-11);
      }),
    );
  });

  test('the inverse incomplete beta function undoes it', () => {
    const parameter = fc.double({ min: 1, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), parameter, parameter, (p, a, b) => {
        expect(incompleteBeta(inverseIncompleteBeta(p, a, b), a, b)).toBeCloseTo(p, 8);
      }),
    );
  });

  test('both ends', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([inverseIncompleteBeta(0, 2, 3), inverseIncompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([chiSquareTail(0, 3), chiSquareTail(-1, 3)]).toEqual([1, 1]);
    expect([binomialCdf(-1, 5, 0.5), binomialCdf(5, 5, 0.5)]).toEqual([0, 1]);
  });
});

test('far out, where a square overflows, the tails are 0 and 1 at once', () => {
  for (const x of [1e155, 1e200, Number.MAX_VALUE, Infinity]) {
    expect(normalTail(x)).toBe(0);
    expect(normalTail(-x)).toBe(1);
    expect(erf(x)).toBe(1);
  }
  expect(chiSquareTail(Infinity, 3)).toBe(0);
});

test('the least confidence there is, of a correct answer: every test ends', () => {
  const given = [{ confidence: 5e-324, correct: true }];
  expect(cumulativeTest(given)).toMatchObject({ rangeP: 0, maximumP: 0 });
  expect(calibrationReport(given).n).toBe(1);
});
