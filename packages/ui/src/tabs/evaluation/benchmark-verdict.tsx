import { decimal, percent } from '@echo/plots';
import type { JSX } from 'preact';
import type { BenchmarkOutcome } from '../../logs/benchmark-outcome.js';

/** The measures of the three benchmarks, as their rules name them. */
const MEASURES: Readonly<Record<string, (value: number) => string>> = {
  ece: (value) => `ECE ${decimal(value)}`,
  accuracy: (value) => `accuracy ${percent(value, 1)}`,
  spread: (value) => `spread ${decimal(value)}`,
  overconfidence: (value) => `o ${percent(value, 1)}`,
  hallucination: (value) => `h ${percent(value, 1)}`,
};

/** Whether the benchmark is passed, its measures, and the rule in one sentence. */
export function BenchmarkVerdict({ outcome }: { readonly outcome: BenchmarkOutcome }): JSX.Element {
  const { passed, score, threshold, measures, rule, n, failed } = outcome;
  const shown = Object.entries(measures).flatMap(([name, value]) => {
    const write = MEASURES[name];
    return value === null || write === undefined ? [] : [write(value)];
  });
  const scored =
    score === null ? 'no score' : `score ${decimal(score)}, at least ${decimal(threshold, 2)} needed`;
  return (
    <div class="benchmark">
      <p>
        <b class={passed ? 'passed' : 'failed'}>{passed ? '✓ Benchmark passed' : '✗ Benchmark not passed'}</b>
        : {[scored, ...shown].join('; ')} (n = {n}).
        {failed > 0 && ` ${failed} ${failed === 1 ? 'call' : 'calls'} failed, and none may.`}
      </p>
      <p class="muted">{rule}</p>
    </div>
  );
}
