import { createRng } from '@echo/core';
import type { ReportTrial } from '../trial.js';

/** Seeded trials: `bias` is added to the confidence a calibrated model would state. */
export function sampleTrials(
  n: number,
  {
    bias = 0,
    seed = 1,
    domains = ['math', 'logic', 'medical'],
  }: {
    readonly bias?: number;
    readonly seed?: number;
    readonly domains?: readonly string[];
  } = {},
): readonly ReportTrial[] {
  const rng = createRng(seed);
  return Array.from({ length: n }, (_, i) => {
    const truth = 0.05 + 0.9 * rng.next();
    const correct = rng.next() < truth;
    return {
      taskId: `task-${i}`,
      domain: domains[i % domains.length] as string,
      difficulty: 'easy',
      confidence: Math.round(100 * Math.min(1, Math.max(0, truth + bias))) / 100,
      grade: correct ? 1 : 0,
      correct,
      wellFormed: true,
      abstained: false,
      question: `What is ${i} + ${i}?`,
      answer: String(2 * i + (correct ? 0 : 1)),
      expected: String(2 * i),
    };
  });
}
