import type { Completer } from '@echo/core';
import { BENCHMARKS, type BenchmarkName, benchmarkTasks, type Task } from '@echo/tasks';
import { type BenchmarkScore, scoreBenchmark } from './benchmarks.js';
import { evaluateAll } from './evaluation/evaluate.js';
import type { EvaluateOptions } from './evaluation/evaluate-options.js';
import { figure, markdownTable } from './reports/markdown-table.js';
import type { TrialStore } from './store/trial-store.js';
import { answered, type Trial } from './trial.js';

export interface RunBenchmarksOptions extends Omit<EvaluateOptions, 'store' | 'seed'> {
  /** The benchmarks to run; all three unless given. */
  readonly names?: readonly BenchmarkName[];
  /** Of the drawing of tasks; 0 unless given. */
  readonly drawSeed?: number | string;
  /** The store of each benchmark, by its name. */
  readonly store?: (name: BenchmarkName) => TrialStore;
}

/** A benchmark's score and the trials it is computed from. */
export interface BenchmarkResult extends BenchmarkScore {
  /** Failed calls: with any, the benchmark is not passed. */
  readonly failed: number;
  readonly trials: readonly Trial[];
}

/**
 * Runs the benchmarks on tasks drawn from a pool, which must hold `adversarialTasks` of
 * `@echo/tasks/builtin` for `anti-hallucination`.
 *
 * Throws `invalid-input` when the pool has too few tasks, and what `evaluate` throws.
 */
export async function runBenchmarks(
  completer: Completer,
  pool: readonly Task[],
  { names = BENCHMARKS, drawSeed = 0, store, ...options }: RunBenchmarksOptions = {},
): Promise<readonly BenchmarkResult[]> {
  const drawn = names.map((name) => ({ name, tasks: benchmarkTasks(name, pool, drawSeed) }));
  const results: BenchmarkResult[] = [];
  for (const { name, tasks } of drawn) {
    const trials = await evaluateAll(completer, tasks, { ...options, ...(store && { store: store(name) }) });
    const score = scoreBenchmark(name, answered(trials));
    const failed = trials.length - answered(trials).length;
    results.push({ ...score, passed: score.passed && failed === 0, failed, trials });
  }
  return results;
}

/** Benchmark scores as a table in Markdown. */
export function benchmarkTable(results: readonly BenchmarkResult[]): string {
  return markdownTable(
    ['benchmark', 'n', 'failed', 'score', 'threshold', 'passed', 'measures'],
    results.map(({ name, trials, failed, score, threshold, passed, measures }) => [
      name,
      String(trials.length - failed),
      String(failed),
      figure(score),
      figure(threshold, 2),
      passed ? 'yes' : 'no',
      Object.entries(measures)
        .map(([measure, value]) => `${measure} ${figure(value)}`)
        .join(', '),
    ]),
  );
}
