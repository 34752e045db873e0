import { BENCHMARKS } from '@echo/tasks';
import { expect, test } from 'vitest';
import { scoreBenchmark, type Trial } from './index.js';

const trial = (confidence: number, correct: boolean, domain = 'math'): Trial => ({
  taskId: 't',
  domain,
  difficulty: 'easy',
  confidence,
  grade: correct ? 1 : 0,
  correct,
  wellFormed: true,
  abstained: false,
  answer: '',
});
/** `correct` of `n` answers at one confidence. */
const block = (n: number, correct: number, confidence: number, domain?: string): Trial[] =>
  Array.from({ length: n }, (_, i) => trial(confidence, i < correct, domain));

test('fundamentals: ECE .05, accuracy .6', () => {
  const { score, passed, measures } = scoreBenchmark('calibration-fundamentals', block(20, 12, 0.65));
  expect(measures).toEqual({ ece: expect.closeTo(0.05), accuracy: 0.6 });
  expect(score).toBeCloseTo(0.95);
  expect(passed).toBe(true);
});

test('fundamentals: accuracy .44 costs a fifth of the score and is not enough', () => {
  const { score, passed } = scoreBenchmark('calibration-fundamentals', block(25, 11, 0.44));
  expect(score).toBeCloseTo(0.8);
  expect(passed).toBe(false);
});

test('fundamentals: ECE .25 is too much whatever the score', () => {
  const { score, passed } = scoreBenchmark('calibration-fundamentals', block(20, 14, 0.95));
  expect(score).toBeCloseTo(0.75);
  expect(passed).toBe(false);
});

test('domain-aware: mean confidences .5 and .9 spread by .2', () => {
  const trials = [...block(10, 5, 0.5, 'law'), ...block(10, 9, 0.9, 'math')];
  const { score, passed, measures } = scoreBenchmark('domain-aware', trials);
  expect(measures).toEqual({ ece: expect.closeTo(0), spread: expect.closeTo(0.2) });
  expect(score).toBeCloseTo(1);
  expect(passed).toBe(true);
});

test('domain-aware: the same confidence everywhere is not aware', () => {
  const trials = [...block(10, 5, 0.7, 'law'), ...block(10, 9, 0.7, 'math')];
  expect(scoreBenchmark('domain-aware', trials)).toMatchObject({ score: 0, passed: false });
  expect(scoreBenchmark('domain-aware', block(10, 5, 0.5))).toMatchObject({
    score: null,
    passed: false,
    measures: { spread: null },
  });
});

test('anti-hallucination: of 20 incorrect answers two above .80', () => {
  const trials = [...block(18, 0, 0.4), ...block(2, 0, 0.85), ...block(10, 10, 0.99)];
  const { score, passed, measures } = scoreBenchmark('anti-hallucination', trials);
  expect(measures).toEqual({ overconfidence: 0.1, hallucination: 0 });
  expect(score).toBeCloseTo(0.9);
  expect(passed).toBe(true);
});

test('anti-hallucination: half of the incorrect answers certain is clipped to 0; none incorrect is 1', () => {
  expect(scoreBenchmark('anti-hallucination', [...block(5, 0, 0.2), ...block(5, 0, 1)])).toMatchObject({
    score: 0,
    passed: false,
  });
  expect(scoreBenchmark('anti-hallucination', block(5, 5, 1))).toMatchObject({ score: 1, passed: true });
});

test.each(BENCHMARKS)('%s of no trials', (name) => {
  expect(scoreBenchmark(name, [])).toMatchObject({ name, score: null, passed: false });
});

test('a benchmark that is none', () => {
  expect(() => scoreBenchmark('mmlu' as 'domain-aware', [])).toThrow(
    'Expected `name` to be one of calibration-fundamentals, domain-aware, anti-hallucination, got mmlu.',
  );
});

test.each(BENCHMARKS)('%s: the rule in words names the threshold', (name) => {
  const { rule, threshold } = scoreBenchmark(name, []);
  expect(rule).toMatch(/^Passes with .*\.$/);
  expect(rule).toContain(`of at least ${threshold.toFixed(2).slice(1)}.`);
});
