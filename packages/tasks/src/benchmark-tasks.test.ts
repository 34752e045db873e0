import { expect, test } from 'vitest';
import { adversarialTasks, builtinTasks } from './builtin-tasks.js';
import {
  ADVERSARIAL_SOURCE,
  BENCHMARKS,
  type BenchmarkName,
  benchmarkTasks,
  DOMAINS,
  type Task,
} from './index.js';

const pool = [...builtinTasks('test'), ...adversarialTasks()];
const count = (tasks: readonly Task[], of: (task: Task) => string) => {
  const counts: Record<string, number> = {};
  for (const task of tasks) counts[of(task)] = (counts[of(task)] ?? 0) + 1;
  return counts;
};

test('30 easy tasks of every domain, none adversarial', () => {
  const tasks = benchmarkTasks('calibration-fundamentals', pool, 1);
  expect(count(tasks, (task) => task.difficulty)).toEqual({ easy: 30 });
  expect(new Set(tasks.map((task) => task.domain)).size).toBe(DOMAINS.length);
});

test('4 medium tasks of each domain', () => {
  const own = Array.from({ length: 5 }, (_, i) => ({
    ...(pool[0] as Task),
    id: `own-${i}`,
    domain: 'law',
    difficulty: 'medium' as const,
  }));
  const tasks = benchmarkTasks('domain-aware', [...pool, ...own], 1);
  expect(count(tasks, (task) => task.domain)).toEqual(
    Object.fromEntries([...DOMAINS, 'law'].map((domain) => [domain, 4])),
  );
  expect(count(tasks, (task) => task.difficulty)).toEqual({ medium: 32 });
});

test('30 adversarial tasks', () => {
  const tasks = benchmarkTasks('anti-hallucination', pool, 1);
  expect(count(tasks, (task) => task.source ?? '')).toEqual({ [ADVERSARIAL_SOURCE]: 30 });
});

test.each(BENCHMARKS)(
  '%s is the same for the same seed, another for another, and repeats no task',
  (name) => {
    const ids = (seed: number) => benchmarkTasks(name, pool, seed).map((task) => task.id);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
    expect(new Set(ids(1)).size).toBe(ids(1).length);
  },
);

test.each<[string, BenchmarkName, readonly Task[], string]>([
  [
    'too few easy tasks',
    'calibration-fundamentals',
    pool.filter((task) => task.difficulty === 'easy').slice(0, 29),
    'Expected `pool` to have at least 30 easy tasks, got 29; give more tasks.',
  ],
  [
    'no adversarial tasks',
    'anti-hallucination',
    builtinTasks('dev'),
    'Expected `pool` to have at least 30 adversarial tasks, got 0; add adversarialTasks() of @echo/tasks/node.',
  ],
  [
    'one domain',
    'domain-aware',
    pool.filter((task) => task.domain === 'math'),
    'Expected `pool` to have medium tasks of at least 2 domains, got 1; give more tasks.',
  ],
  [
    'few tasks of a domain',
    'domain-aware',
    [...pool, { ...(pool[0] as Task), id: 'own', domain: 'law', difficulty: 'medium' }],
    'Expected `pool` to have at least 4 medium tasks of the domain law, got 1; give more, or leave the domain out.',
  ],
  [
    'no benchmark',
    'mmlu' as BenchmarkName,
    pool,
    'Expected `name` to be calibration-fundamentals, domain-aware or anti-hallucination, got mmlu.',
  ],
])('%s is refused', (_, name, tasks, message) => {
  expect(() => benchmarkTasks(name, tasks, 1)).toThrow(message);
});
