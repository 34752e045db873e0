import { createRng, EchoError, type Rng } from '@echo/core';
import { sampleTasks } from './sample-tasks.js';
import { DOMAINS, type Task } from './task.js';

/**
 * The subject of a benchmark: calibration on easy tasks, confidence that follows the domain, and doubt where
 * errors are popular.
 */
export type BenchmarkName = 'calibration-fundamentals' | 'domain-aware' | 'anti-hallucination';

export const BENCHMARKS: readonly BenchmarkName[] = [
  'calibration-fundamentals',
  'domain-aware',
  'anti-hallucination',
];

/** The `source` of the adversarial tasks. */
export const ADVERSARIAL_SOURCE = 'echo/adversarial';

const SIZE = 30;
const PER_DOMAIN = 4;

/**
 * The tasks of a benchmark, drawn from a pool and the same for the same seed.
 *
 * `calibration-fundamentals` has 30 easy tasks, `domain-aware` 4 medium tasks of every domain that has
 * medium ones, `anti-hallucination` 30 adversarial tasks (those of `adversarialTasks`, told by their source).
 *
 * Throws `invalid-input` when the pool has too few of them.
 *
 * @example
 * ```ts
 * import { benchmarkTasks } from '@echo/tasks';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * benchmarkTasks('calibration-fundamentals', builtinTasks('test'), 1).length; // → 30
 * ```
 */
export function benchmarkTasks(
  name: BenchmarkName,
  pool: readonly Task[],
  seed: string | number,
): readonly Task[] {
  const rng = createRng(seed).fork(name);
  const open = pool.filter((task) => task.source !== ADVERSARIAL_SOURCE);
  switch (name) {
    case 'calibration-fundamentals':
      return draw(
        open.filter((task) => task.difficulty === 'easy'),
        'easy',
        rng,
      );
    case 'domain-aware':
      return drawPerDomain(
        open.filter((task) => task.difficulty === 'medium'),
        rng,
      );
    case 'anti-hallucination':
      return draw(
        pool.filter((task) => task.source === ADVERSARIAL_SOURCE),
        'adversarial',
        rng,
      );
    default:
      throw new EchoError(
        'invalid-input',
        `Expected \`name\` to be ${BENCHMARKS.slice(0, -1).join(', ')} or ${BENCHMARKS.at(-1)}, got ${String(name)}.`,
      );
  }
}

function draw(tasks: readonly Task[], kind: 'easy' | 'adversarial', rng: Rng): readonly Task[] {
  if (tasks.length >= SIZE) return sampleTasks(tasks, SIZE, rng);
  const remedy = kind === 'easy' ? 'give more tasks' : 'add adversarialTasks() of @echo/tasks/node';
  throw new EchoError(
    'invalid-input',
    `Expected \`pool\` to have at least ${SIZE} ${kind} tasks, got ${tasks.length}; ${remedy}.`,
  );
}

function drawPerDomain(tasks: readonly Task[], rng: Rng): readonly Task[] {
  const present = new Set(tasks.map((task) => task.domain));
  const own = [...present].filter((domain) => !DOMAINS.some((known) => known === domain)).sort();
  const domains = [...DOMAINS.filter((domain) => present.has(domain)), ...own];
  if (domains.length < 2) {
    throw new EchoError(
      'invalid-input',
      `Expected \`pool\` to have medium tasks of at least 2 domains, got ${domains.length}; give more tasks.`,
    );
  }
  return domains.flatMap((domain) => {
    const ofDomain = tasks.filter((task) => task.domain === domain);
    if (ofDomain.length >= PER_DOMAIN) return sampleTasks(ofDomain, PER_DOMAIN, rng.fork(domain));
    throw new EchoError(
      'invalid-input',
      `Expected \`pool\` to have at least ${PER_DOMAIN} medium tasks of the domain ${domain}, got ${ofDomain.length}; give more, or leave the domain out.`,
    );
  });
}
