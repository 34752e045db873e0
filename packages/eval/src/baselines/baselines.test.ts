import { expect, test } from 'vitest';
import type { Trial } from '../trial.js';
import { baselines } from './baselines.js';

const trial = (domain: string, confidence: number, correct: boolean): Trial => ({
  taskId: 'x',
  domain,
  difficulty: 'easy',
  confidence,
  grade: Number(correct),
  correct,
  wellFormed: true,
  abstained: false,
  answer: '',
});

const repeat = (n: number, make: (i: number) => Trial): Trial[] =>
  Array.from({ length: n }, (_, i) => make(i));

test('worked by hand: two domains correct in 3 of 4 and 1 of 4', () => {
  const trials = [
    ...repeat(4, (i) => trial('math', 0.9, i < 3)),
    ...repeat(4, (i) => trial('logic', 0.9, i < 1)),
  ];
  const { constant, domain } = baselines(trials);
  expect(constant).toEqual({ confidence: 0.5, brier: 0.25 });
  expect(domain.brier).toBeCloseTo(0.75 * 0.25, 12);
  expect(domain.auroc).toBeCloseTo((3 * 3 + 0.5 * (3 * 1 + 1 * 3)) / 16, 12);
});

test('isotonic recalibration mends confidences that rank well and are all too high', () => {
  const trials = repeat(200, (i) => trial('math', i % 2 ? 0.99 : 0.9, i % 2 === 1));
  const { isotonic } = baselines(trials);
  expect(isotonic.brier).toBeCloseTo(0, 12);
  expect(isotonic.ece).toBeCloseTo(0, 12);
});

test('recalibration is judged on trials it was not fitted to', () => {
  const alternating = repeat(100, (i) => trial('math', i / 100, i % 5 === 0));
  expect(baselines(alternating).isotonic.brier).toBeGreaterThan(0.16);
});

test('no trials and too few trials give nulls, not numbers', () => {
  expect(baselines([]).constant).toEqual({ confidence: null, brier: null });
  expect(baselines([trial('math', 0.5, true)])).toEqual({
    constant: { confidence: 1, brier: 0 },
    domain: { brier: 0, auroc: null },
    isotonic: { brier: null, ece: null },
  });
});
