import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../special/normal.js';
import * as metrics from '../testing/every-entry.js';

const paper = { first: [52, 32, 35, 37, 26, 12, 4, 2], second: [2, 5, 15, 22, 33, 38, 40, 45] };

describe('meta-d′', () => {
  test('published counts', () => {
    expect(metrics.metaDPrime(paper)).toEqual({
      dPrime: expect.closeTo(1.534994, 6),
      criterion: expect.closeTo(0, 12),
      metaDPrime: expect.closeTo(1.63376, 6),
      mRatio: expect.closeTo(1.064343, 6),
      logLikelihood: expect.closeTo(-526.33185, 6),
    });
    expect(metrics.metaDPrime(paper, { padding: false })).toMatchObject({
      dPrime: expect.closeTo(1.544386, 6),
      metaDPrime: expect.closeTo(1.653849, 6),
      mRatio: expect.closeTo(1.070878, 6),
    });
  });

  test('the other alternative first: the same, with the bias turned round', () => {
    const turned = { first: [...paper.second].reverse(), second: [...paper.first].reverse() };
    const [here, there] = [metrics.metaDPrime(paper), metrics.metaDPrime(turned)];
    expect(there?.metaDPrime).toBeCloseTo(here?.metaDPrime ?? Number.NaN, 8);
    expect(there?.criterion).toBeCloseTo(-(here?.criterion ?? Number.NaN), 8);
  });

  test('expected counts of an ideal observer: M-ratio 1, with a bias too', () => {
    // Shares of N(∓.6, 1) between criteria at −.7, .2 (the answer) and 1.1, by a fine sum over quantiles.
    const shares = (mean: number) => {
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 200_000; i++) {
        const x = mean + normalQuantile((i + 0.5) / 200_000);
        const place = x < -0.7 ? 0 : x < 0.2 ? 1 : x < 1.1 ? 2 : 3;
        counts[place] = (counts[place] as number) + 1;
      }
      return counts;
    };
    const fit = metrics.metaDPrime({ first: shares(-0.6), second: shares(0.6) });
    expect(fit?.dPrime).toBeCloseTo(1.2, 3);
    expect(fit?.criterion).toBeCloseTo(0.2, 3);
    expect(fit?.mRatio).toBeCloseTo(1, 3);
  }, 20_000);

  test('confidences that tell nothing: M-ratio near 0; answers that tell nothing: null', () => {
    const blind = { first: [40, 40, 20, 20], second: [20, 20, 40, 40] };
    expect(Math.abs(metrics.metaDPrime(blind)?.mRatio ?? 1)).toBeLessThan(0.05);
    expect(metrics.metaDPrime({ first: [5, 5, 5, 5], second: [5, 5, 5, 5] })).toBeNull();
  });

  test('counts that are none are refused', () => {
    expect(() => metrics.metaDPrime({ first: [1, 2], second: [2, 1] })).toThrow('from 4 on');
    expect(() => metrics.metaDPrime({ first: [1, 2, 3, 4], second: [1, 2] })).toThrow('got 4 and 2');
    expect(() => metrics.metaDPrime({ first: [1, 2, 3, -4], second: [1, 2, 3, 4] })).toThrow('got -4');
    const empty = { first: [1, 2, 3, 0], second: [1, 2, 3, 4] };
    expect(() => metrics.metaDPrime(empty, { padding: false })).toThrow('leave padding on');
  });
});

describe('counts of ratings', () => {
  const records = [
    { confidence: 0.95, correct: true, truth: 'second' },
    { confidence: 0.6, correct: true, truth: 'first' },
    { confidence: 0.6, correct: false, truth: 'first' },
    { confidence: 0.95, correct: false, truth: 'second' },
  ] as const;

  test('a response is the truth where correct, else the other alternative', () => {
    expect(metrics.ratingCounts(records, { bins: 2 })).toEqual({ first: [0, 1, 1, 0], second: [1, 0, 0, 1] });
    const wide = metrics.ratingCounts(records, { bins: 4, scheme: 'equal-width' });
    expect(wide.second).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('grades and other alternatives are refused', () => {
    const graded = [{ confidence: 0.5, correct: 0.5, truth: 'first' }] as unknown as typeof records;
    expect(() => metrics.ratingCounts(graded)).toThrow('prediction 0');
    const other = [{ confidence: 0.5, correct: true, truth: 'A' }] as unknown as typeof records;
    expect(() => metrics.ratingCounts(other)).toThrow('first or second');
  });
});
