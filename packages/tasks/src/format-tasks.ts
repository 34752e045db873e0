import { checkedTasks } from './internal/checked-tasks.js';
import type { Task } from './task.js';

/**
 * The tasks as JSONL, one a line; what is written, `parseTasks` reads.
 *
 * Throws `invalid-task` with the line and rule when one is no valid task, for instance because its number is
 * not finite, or repeats an id.
 *
 * @example
 * ```ts
 * import { formatTasks, parseTasks } from '@echo/tasks';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const text = formatTasks(builtinTasks('dev').slice(0, 3));
 * parseTasks(text, 'mine.jsonl').length; // → 3
 * ```
 */
export function formatTasks(tasks: readonly Task[]): string {
  const records = tasks.map((value, i) => ({ line: i + 1, value }));
  return checkedTasks(records, 'the tasks to write')
    .map((task) => `${JSON.stringify(task)}\n`)
    .join('');
}
