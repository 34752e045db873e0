import { EchoError } from '@echo/core';
import { adversarialTasks } from './builtin-tasks.js';
import type { SourceSplit } from './hub/source.js';
import type { SourceName } from './hub/sources.js';
import { hashTasks, sha256 } from './internal/hash-tasks.js';
import type { Task } from './task.js';

export { hashTasks } from './internal/hash-tasks.js';

/** The version of the list: results are comparable only within one. */
export const ECHO_BENCH_VERSION = '1.0.0';

/** What `hashTasks` gives for the adversarial bank of this version. */
export const ECHO_BENCH_BANK_HASH = 'dfeda39b6b58558c387336309cf626dfde51d411332a50fefc9a00eee51271b0';

const SEED = 'echo-bench/1';

/** How many tasks EchoBench draws from a split of a published source. */
export interface BenchDraw {
  readonly source: SourceName;
  readonly split: SourceSplit;
  /** The tasks that are drawn. */
  readonly tasks: number;
  /** A split of fewer tasks is not whole. */
  readonly of: number;
}

/** The draws of this version, from the held-out splits whose answers are published. */
export const ECHO_BENCH_DRAWS: readonly BenchDraw[] = [
  { source: 'gsm8k', split: 'test', tasks: 200, of: 1300 },
  { source: 'arc', split: 'test', tasks: 200, of: 3500 },
  { source: 'triviaqa', split: 'validation', tasks: 200, of: 9000 },
  { source: 'sciq', split: 'test', tasks: 200, of: 950 },
  { source: 'medmcqa', split: 'validation', tasks: 200, of: 4000 },
];

/** A part of EchoBench: the draw of a published source, or the adversarial bank. */
export type BenchPart = SourceName | 'adversarial';

/** Every part, in the order of the tasks. */
export const ECHO_BENCH_PARTS: readonly BenchPart[] = [
  ...ECHO_BENCH_DRAWS.map(({ source }) => source),
  'adversarial',
];

/** The tasks of EchoBench, and what identifies them. */
export interface EchoBench {
  readonly version: string;
  readonly parts: readonly BenchPart[];
  /** The draws in their order, then the adversarial bank. */
  readonly tasks: readonly Task[];
  /** `hashTasks` of them: two results with the same hash are about the same tasks. */
  readonly hash: string;
}

/** All tasks of a split of a published source, for instance from `downloadTasks`. */
export type LoadSplit = (source: SourceName, split: SourceSplit) => Promise<readonly Task[]>;

/**
 * The tasks of EchoBench: draws from the five published sources, and the adversarial bank.
 *
 * Splits are loaded one after the other. With some of the parts only, the hash is another, so that results
 * cannot be taken for those of all. Throws what `load` throws, and `invalid-input` without a part, and when a
 * split is not whole or not of its source.
 *
 * @example
 * ```ts no-run
 * import { echoBench } from '@echo/tasks/echo-bench';
 * import { downloadTasks } from '@echo/tasks/hub';
 *
 * const bench = await echoBench(async (source, split) => (await downloadTasks(source, { split })).tasks);
 * ```
 */
export async function echoBench(
  load: LoadSplit,
  parts: readonly BenchPart[] = ECHO_BENCH_PARTS,
): Promise<EchoBench> {
  const chosen = ECHO_BENCH_PARTS.filter((part) => parts.includes(part));
  if (chosen.length === 0 || chosen.length < new Set(parts).size) {
    throw new EchoError(
      'invalid-input',
      `Expected \`parts\` to be some of ${ECHO_BENCH_PARTS.join(', ')}, got ${parts.join(', ') || 'none'}.`,
    );
  }
  const tasks: Task[] = [];
  for (const draw of ECHO_BENCH_DRAWS)
    if (chosen.includes(draw.source))
      tasks.push(...drawBenchTasks(draw, await load(draw.source, draw.split)));
  if (chosen.includes('adversarial')) tasks.push(...adversarialTasks());
  return { version: ECHO_BENCH_VERSION, parts: chosen, tasks, hash: hashTasks(tasks) };
}

/** The part that a task of EchoBench is of, by its id. Throws `invalid-input` for the id of no part. */
export function benchPart(taskId: string): BenchPart {
  const found = ECHO_BENCH_PARTS.find((part) => taskId.startsWith(`${part}-`));
  if (found) return found;
  throw new EchoError('invalid-input', `Expected the id of a task of EchoBench, got ${taskId}.`);
}

/**
 * The tasks of one draw: those whose ids have the smallest SHA-256, taken with a seed.
 *
 * The order of the split does not matter, and the ids are the same wherever the pinned commit is read. Throws
 * `invalid-input` when tasks have the ids of another source or are too few.
 */
export function drawBenchTasks(draw: BenchDraw, split: readonly Task[]): readonly Task[] {
  const stranger = split.find(({ id }) => !id.startsWith(`${draw.source}-`));
  if (stranger) {
    throw new EchoError(
      'invalid-input',
      `Expected the ids of ${draw.source} to start with ${draw.source}-, got ${stranger.id}; load the split with downloadTasks.`,
    );
  }
  if (split.length < draw.of) {
    throw new EchoError(
      'invalid-input',
      `Expected the whole split ${draw.split} of ${draw.source}, at least ${draw.of} tasks, got ${split.length}; load it without a limit.`,
    );
  }
  const ranked = split.map((task) => ({ task, rank: sha256(`${SEED}/${task.id}`) }));
  return ranked
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, draw.tasks)
    .map(({ task }) => task);
}
