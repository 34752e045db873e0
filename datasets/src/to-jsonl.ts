import type { Task } from '@echo/tasks';
import type { TaskSetBuild } from './build-tasks.js';
import type { SplitName } from './split.js';

/** The text of a split's file: one task a line. */
export function toJsonl(build: TaskSetBuild, split: SplitName): string {
  return build.tasks
    .filter((item) => item.split === split)
    .map((item): Task => item.task)
    .map((task) => `${JSON.stringify(task)}\n`)
    .join('');
}
