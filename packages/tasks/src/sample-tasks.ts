import { EchoError, type Rng } from '@echo/core';
import type { Task } from './task.js';

/**
 * A stratified sample of `n` tasks, in their order.
 *
 * Each domain × difficulty keeps its share to within one task (largest remainders; equal remainders are
 * settled by chance). All of them when there are no more than `n`.
 *
 * @example
 * ```ts
 * import { createRng } from '@echo/core';
 * import { sampleTasks } from '@echo/tasks';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * sampleTasks(builtinTasks('test'), 100, createRng(1)).length; // → 100
 * ```
 */
export function sampleTasks(tasks: readonly Task[], n: number, rng: Rng): readonly Task[] {
  if (!Number.isInteger(n) || n < 0) {
    throw new EchoError('invalid-input', `Expected \`n\` to be a whole number of tasks from 0 up, got ${n}.`);
  }
  if (tasks.length <= n) return [...tasks];
  const strata = new Map<string, number[]>();
  tasks.forEach(({ domain, difficulty }, i) => {
    const name = `${domain} ${difficulty}`;
    const stratum = strata.get(name);
    if (stratum) stratum.push(i);
    else strata.set(name, [i]);
  });
  const quotas = rng.shuffle([...strata.values()]).map((indices) => {
    const share = (n * indices.length) / tasks.length;
    return { indices, count: Math.floor(share), remainder: share % 1 };
  });
  const missing = n - quotas.reduce((sum, { count }) => sum + count, 0);
  const topped = quotas.toSorted((a, b) => b.remainder - a.remainder);
  const chosen = topped.flatMap(({ indices, count }, rank) =>
    rng.shuffle(indices).slice(0, count + (rank < missing ? 1 : 0)),
  );
  return chosen.sort((a, b) => a - b).flatMap((i) => tasks[i] ?? []);
}
