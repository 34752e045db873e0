import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeBeta, incompleteBeta } from '../internal/incomplete-beta.js';
import { betaScore } from './beta.js';
import { quadraticScore } from './brier.js';
import { logarithmicScore } from './logarithmic.js';
import type { ScoringRule } from './scoring-rule.js';
import { sphericalScore } from './spherical.js';
import { thresholdBet } from './threshold-bet.js';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const inside = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const parameter = fc.double({ min: 0.05, max: 20, noNaN: true });

const expected = (rule: ScoringRule, truth: number, report: number) =>
  truth * rule(report, 1) + (1 - truth) * rule(report, 0);

/** ∫ from `from` to `to` by the tanh-sinh rule (Takahasi & Mori 1974), which bears singularities at the ends. */
function integral(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2;
  const step = 1 / 64;
  let sum = 0;
  for (let k = -300; k <= 300; k++) {
    const t = (Math.PI / 2) * Math.sinh(k * step);
    const x = from + half * (1 + Math.tanh(t));
    const weight = ((Math.PI / 2) * Math.cosh(k * step)) / Math.cosh(t) ** 2;
    if (x > from && x < to) sum += f(x) * weight;
  }
  return half * step * sum;
}

describe('incomplete beta', () => {
  test('by hand: B_x(1, 1) = x, B_x(2, 1) = x²/2, B_x(½, ½) = 2 arcsin √x, B(a, b) of whole numbers', () => {
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 15);
    expect(incompleteBeta(0.8, 2, 1)).toBeCloseTo(0.32, 15);
    for (const x of [0.001, 0.4, 0.6, 0.999])
      expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo(2 * Math.asin(Math.sqrt(x)), 13);
    expect(completeBeta(3, 4)).toBeCloseTo((2 * 6) / 720, 15);
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, expect.closeTo(1 / 12, 15)]);
  });

  test('equals numerical integration', () => {
    fc.assert(
      fc.property(
        inside,
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        (x, a, b) => {
          const numeric = integral((t) => t ** (a - 1) * (1 - t) ** (b - 1), 0, x);
          const exact = incompleteBeta(x, a, b);
          expect(Math.abs(exact - numeric)).toBeLessThan(1e-9 * completeBeta(a, b) + 1e-7 * exact);
        },
      ),
    );
  });
});

describe('beta score', () => {
  test('a = b = 1 is the quadratic score', () => {
    fc.assert(
      fc.property(probability, fc.constantFrom(0, 1), (p, outcome) => {
        expect(betaScore({ a: 1, b: 1 })(p, outcome)).toBeCloseTo(quadraticScore(p, outcome), 13);
      }),
    );
  });

  test('by hand: a = 2, b = 1 costs (1 − p)²(1 + 2p)/6 when right and p³/3 when wrong, twice as much at the worst', () => {
    const rule = betaScore({ a: 2, b: 1, low: 0, high: 1 });
    for (const p of [0, 0.3, 0.75, 1]) {
      expect(rule(p, 1)).toBeCloseTo(1 - ((1 - p) ** 2 * (1 + 2 * p)) / 2, 13);
      expect(rule(p, 0)).toBeCloseTo(1 - p ** 3, 13);
    }
  });

  test('from low to high; false certainty costs a/b times what false doubt costs', () => {
    fc.assert(
      fc.property(parameter, parameter, probability, (a, b, p) => {
        const rule = betaScore({ a, b, low: -3, high: 2 });
        expect([rule(1, 1), rule(0, 0)]).toEqual([2, 2]);
        expect(Math.min(rule(1, 0), rule(0, 1))).toBeCloseTo(-3, 9);
        expect((2 - rule(1, 0)) / (2 - rule(0, 1)) / (a / b)).toBeCloseTo(1, 9);
        for (const outcome of [0, 1]) {
          expect(rule(p, outcome)).toBeGreaterThanOrEqual(-3 - 1e-9);
          expect(rule(p, outcome)).toBeLessThanOrEqual(2 + 1e-9);
        }
      }),
    );
  });

  test('near a = b = 0 it is the logarithmic score, but for scale', () => {
    const rule = betaScore({ a: 1e-6, b: 1e-6, low: 0, high: 1 });
    const cost = (p: number) => 1 - rule(p, 1);
    for (const p of [0.05, 0.3, 0.9]) expect(cost(p) / cost(0.5)).toBeCloseTo(Math.log2(1 / p), 4);
  });

  test.each([
    [{ a: 0, b: 1 }, '`a`'],
    [{ a: 1, b: Number.NaN }, '`b`'],
    [{ a: 1, b: 1, low: 1, high: 1 }, '`low`'],
    [{ a: 1, b: 1, low: -Infinity }, '`low`'],
  ])('%o is refused', (options, name) => {
    expect(() => betaScore(options)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(name) }),
    );
  });
});

describe('by hand', () => {
  test('quadratic, logarithmic and spherical', () => {
    expect([quadraticScore(0.7, 1), quadraticScore(0.7, 0)]).toEqual(
      [0.82, 0.02].map((x) => expect.closeTo(x, 14)),
    );
    const log = logarithmicScore(0.01);
    expect([log(0.5, 1), log(0.25, 1), log(0, 1), log(1, 0)]).toEqual(
      [0, -1, 1 + Math.log2(0.01), 1 + Math.log2(0.01)].map((x) => expect.closeTo(x, 12)),
    );
    expect([sphericalScore(0.6, 1), sphericalScore(0.6, 0), sphericalScore(1, 0)]).toEqual(
      [0.6 / Math.sqrt(0.52), 0.4 / Math.sqrt(0.52), 0].map((x) => expect.closeTo(x, 14)),
    );
  });

  test('a bet at 80 % wins a quarter of what it loses, and is off below', () => {
    const bet = thresholdBet(0.8, 0.6);
    expect([bet(0.8, 1), bet(0.8, 0), bet(0.79, 1), bet(0.79, 0)]).toEqual(
      [0.15, -0.6, 0, 0].map((x) => expect.closeTo(x, 14)),
    );
    expect(() => thresholdBet(0, 1)).toThrow('`threshold`');
    expect(() => thresholdBet(0.8, Number.NaN)).toThrow('`stake`');
  });
});

describe('proper: no report is expected to score better than the truth', () => {
  const strict: readonly (readonly [string, ScoringRule])[] = [
    ['quadratic', quadraticScore],
    ['spherical', sphericalScore],
    ['beta(2, 1)', betaScore({ a: 2, b: 1 })],
    ['beta(½, ½)', betaScore({ a: 0.5, b: 0.5 })],
  ];

  test.each([...strict, ['bet at 80 %', thresholdBet(0.8, 0.6)] as const])('%s', (_, rule) => {
    fc.assert(
      fc.property(probability, probability, (truth, report) => {
        expect(expected(rule, truth, truth)).toBeGreaterThanOrEqual(expected(rule, truth, report) - 1e-12);
      }),
    );
  });

  test.each(strict)('%s: strictly', (_, rule) => {
    fc.assert(
      fc.property(inside, inside, (truth, report) => {
        fc.pre(Math.abs(truth - report) > 0.01);
        expect(expected(rule, truth, truth)).toBeGreaterThan(expected(rule, truth, report));
      }),
    );
  });

  test('logarithmic, within its clamp', () => {
    const within = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(within, probability, (truth, report) => {
        const rule = logarithmicScore(0.01);
        expect(expected(rule, truth, truth)).toBeGreaterThanOrEqual(expected(rule, truth, report) - 1e-12);
      }),
    );
  });

  test('every beta score', () => {
    fc.assert(
      fc.property(parameter, parameter, probability, probability, (a, b, truth, report) => {
        const rule = betaScore({ a, b });
        expect(expected(rule, truth, truth)).toBeGreaterThanOrEqual(expected(rule, truth, report) - 1e-9);
      }),
    );
  });
});
