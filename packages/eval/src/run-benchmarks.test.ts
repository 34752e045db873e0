import { adversarialTasks, builtinTasks } from '@echo/tasks/node';
import { expect, test } from 'vitest';
import { fromFunction } from './completers/from-function.js';
import { benchmarkTable, runBenchmarks } from './run-benchmarks.js';
import { response } from './testing/scripted.js';

const pool = [...builtinTasks('dev'), ...adversarialTasks()];

test('a completer that says nothing and is not sure of it passes where doubt is asked for alone', async () => {
  const results = await runBenchmarks(
    fromFunction(() => response(10, 'x')),
    pool,
  );
  expect(results.map(({ name, passed, trials, failed }) => [name, passed, trials.length, failed])).toEqual([
    ['calibration-fundamentals', false, 30, 0],
    ['domain-aware', false, 28, 0],
    ['anti-hallucination', true, 30, 0],
  ]);
  expect(benchmarkTable(results).split('\n')).toHaveLength(5);
});

test('a benchmark with a failed call is not passed', async () => {
  let calls = 0;
  const completer = fromFunction(() => {
    if (calls++ === 3) throw new Error('broken');
    return response(10, 'x');
  });
  const [result] = await runBenchmarks(completer, pool, { names: ['anti-hallucination'], drawSeed: 7 });
  expect(result).toMatchObject({ passed: false, failed: 1, score: 1 });
});
