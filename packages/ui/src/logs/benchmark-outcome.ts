import { type BenchmarkScore, scoreBenchmark } from '@echo/eval';
import type { ReportTrial } from '@echo/report';
import type { BenchmarkName } from '@echo/tasks';

/** The score of a benchmark, and how many of its calls failed: with any, it is not passed. */
export interface BenchmarkOutcome extends BenchmarkScore {
  readonly n: number;
  readonly failed: number;
}

/** The outcome of a benchmark, of all of its answers. */
export function benchmarkOutcome(name: BenchmarkName, trials: readonly ReportTrial[]): BenchmarkOutcome {
  const answered = trials.filter(({ error }) => error === undefined);
  const score = scoreBenchmark(name, answered);
  const failed = trials.length - answered.length;
  return { ...score, passed: score.passed && failed === 0, n: answered.length, failed };
}
