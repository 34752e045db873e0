import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quadraticScore } from './brier.js';
import { logarithmicScore } from './logarithmic.js';
import type { ScoringRule } from './scoring-rule.js';
import { sphericalScore } from './spherical.js';
import { thresholdBet } from './threshold-bet.js';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const inside = fc.double({ min: 0.001, max: 0.999, noNaN: true });

const expected = (rule: ScoringRule, truth: number, report: number) =>
  truth * rule(report, 1) + (1 - truth) * rule(report, 0);

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
});
