import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as metrics from '../testing/every-entry.js';

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

const run = (correct: number, incorrect: number, abstained: number): metrics.Prediction[] => [
  ...times(correct, { confidence: 0.9, correct: true }),
  ...times(incorrect, { confidence: 0.7, correct: false }),
  ...times(abstained, { confidence: 0.2, correct: false, abstained: true }),
];

describe('outcomes with abstention', () => {
  test('one each of correct, incorrect and abstained: F = .4', () => {
    expect(metrics.outcomeCounts(run(1, 1, 1))).toEqual({
      correct: 1,
      incorrect: 1,
      partial: 0,
      abstained: 1,
    });
    expect(metrics.outcomeScores(run(1, 1, 1))).toEqual({
      accuracy: expect.closeTo(1 / 3, 12),
      attemptRate: expect.closeTo(2 / 3, 12),
      correctGivenAttempted: 0.5,
      f1: expect.closeTo(0.4, 12),
      omniscienceIndex: 0,
      hallucinationRate: 0.5,
    });
  });

  test('39 % correct, and of the rest 64 % answered incorrectly: an index of −.04', () => {
    const counts = { correct: 3900, incorrect: 3904, partial: 0, abstained: 2196 };
    const { omniscienceIndex, hallucinationRate } = metrics.outcomeScores(counts);
    expect(omniscienceIndex).toBeCloseTo(-0.04, 12);
    expect(hallucinationRate).toBeCloseTo(0.64, 12);
  });

  test('an abstention is none of the others, whatever its grade; a grade between is partial and attempted', () => {
    const predictions = [
      { confidence: 1, correct: true, abstained: true },
      { confidence: 1, correct: 0.5 },
      { confidence: 0, correct: 1, abstained: false },
    ];
    const counts = metrics.outcomeCounts(predictions);
    expect(counts).toEqual({ correct: 1, incorrect: 0, partial: 1, abstained: 1 });
    expect(metrics.outcomeScores(counts)).toMatchObject({ attemptRate: 2 / 3, correctGivenAttempted: 0.5 });
  });

  test('extremes: nothing, all abstained, all correct', () => {
    expect(Object.values(metrics.outcomeScores([]))).toEqual(times(6, null));
    expect(metrics.outcomeScores(run(0, 0, 3))).toEqual({
      accuracy: 0,
      attemptRate: 0,
      correctGivenAttempted: 0,
      f1: 0,
      omniscienceIndex: 0,
      hallucinationRate: 0,
    });
    expect(metrics.outcomeScores(run(3, 0, 0))).toMatchObject({ f1: 1, omniscienceIndex: 100 });
    expect(metrics.outcomeScores(run(3, 0, 0)).hallucinationRate).toBeNull();
  });

  test('F is the harmonic mean, the index what the rates make of it; columns agree', () => {
    const count = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), count, count, (c, i, a) => {
        const predictions = run(c, i, a);
        const scores = metrics.outcomeScores(predictions);
        const [recall, precision] = [scores.accuracy as number, scores.correctGivenAttempted as number];
        expect(scores.f1).toBeCloseTo((2 * recall * precision) / (recall + precision), 12);
        const wrong = (scores.hallucinationRate ?? 0) * (1 - recall);
        expect(scores.omniscienceIndex).toBeCloseTo(100 * (recall - wrong), 10);
        const columns = {
          confidence: predictions.map((p) => p.confidence),
          correct: predictions.map((p) => p.correct),
          abstained: Uint8Array.from(predictions, (p) => Number(p.abstained ?? false)),
        };
        expect(metrics.outcomeScores(columns)).toEqual(scores);
        expect(metrics.abstentionRate(columns)).toBe(metrics.abstentionRate(predictions));
        expect(metrics.calibrationReport(columns, { resamples: 20 })).toEqual(
          metrics.calibrationReport(predictions, { resamples: 20 }),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('what is no outcome, no flag, no count or of another length is refused', () => {
    const bad = (prediction: object) => [
      { confidence: 0.5, correct: true },
      prediction as metrics.Prediction,
    ];
    expect(() => metrics.outcomeCounts(bad({ confidence: 0.5, correct: 2 }))).toThrow(
      '`correct` of prediction 1',
    );
    const flagged = bad({ confidence: 0.5, correct: true, abstained: 'no' });
    for (const compute of [metrics.outcomeCounts, metrics.abstentionRate, metrics.calibrationReport])
      expect(() => compute(flagged)).toThrow('`abstained` of prediction 1 to be true or false, got "no"');
    const counts = { correct: 1.5, incorrect: 0, partial: 0, abstained: 0 };
    expect(() => metrics.outcomeScores(counts)).toThrow('`correct`');
    const columns = { confidence: [0.5], correct: [1], abstained: [] };
    for (const compute of [metrics.outcomeCounts, metrics.abstentionRate])
      expect(() => compute(columns)).toThrow('as many abstentions as outcomes');
  });
});

describe('the confidence-target score', () => {
  const four = [0.9, 0.9, 0.6, 0.3].map((confidence, i) => ({ confidence, correct: i % 2 === 0 }));

  test('by hand: two answers reach .75, one of them incorrect at a price of 3', () => {
    expect(metrics.confidenceTargetScore(four, { target: 0.75 })).toBeCloseTo(-0.5, 12);
    expect(metrics.confidenceTargetScore(four, { target: 0.5 })).toBeCloseTo(0.25, 12);
    expect(metrics.confidenceTargetScore(four, { target: 0.95 })).toBe(0);
    expect(metrics.confidenceTargetScore([], { target: 0.5 })).toBeNull();
  });

  test('a confidence at the target is an answer, .1 · 9 too; an abstention is none', () => {
    const right = (confidence: number, abstained = false) => [{ confidence, correct: true, abstained }];
    expect(metrics.confidenceTargetScore(right(0.1 * 9), { target: 0.9 })).toBe(1);
    expect(metrics.confidenceTargetScore(right(0.3 * 3), { target: 0.9 })).toBe(1);
    expect(metrics.confidenceTargetScore(right(1, true), { target: 0.9 })).toBe(0);
    const columns = { confidence: Float32Array.of(0.9, 0.9), correct: [1, 1], abstained: [0, 1] };
    expect(metrics.confidenceTargetScore(columns, { target: 0.9 })).toBe(0.5);
  });

  test('answering pays exactly when the accuracy exceeds the target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 100 }), (percent, right) => {
        const cells = [{ confidence: 1, n: 100, sum: right, squares: right }];
        const score = metrics.confidenceTargetScore({ n: 100, cells }, { target: percent / 100 }) as number;
        expect(Math.sign(Math.round(score * 1e9) + 0)).toBe(Math.sign(right - percent));
      }),
    );
  });

  test('a target that is none is refused', () => {
    for (const target of [0, 1, 75])
      expect(() => metrics.confidenceTargetScore(four, { target })).toThrow('`target`');
  });
});
