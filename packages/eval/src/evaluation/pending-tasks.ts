import { createRng, EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import type { DoneMarks } from './done-marks.js';
import type { TaskSource } from './evaluate-options.js';

/** A task and its place among all. */
export interface IndexedTask {
  readonly index: number;
  readonly task: Task;
}

/** The tasks that have no trial yet, in order, or in that of a seed. Throws `invalid-input` without tasks. */
export async function* pendingTasks(
  tasks: TaskSource,
  done: DoneMarks,
  seed: number | string | undefined,
): AsyncGenerator<IndexedTask, void, void> {
  if (seed !== undefined) {
    if (!Array.isArray(tasks))
      throw new EchoError(
        'invalid-input',
        'Expected `tasks` to be an array where a `seed` draws their order; leave the seed out, or collect the tasks.',
      );
    for (const index of createRng(seed).shuffle(Array.from(tasks.keys())))
      if (!done.has(index, tasks[index].id)) yield { index, task: tasks[index] };
    return;
  }
  let index = 0;
  for await (const task of tasks) {
    if (!done.has(index, task.id)) yield { index, task };
    index++;
  }
  if (index === 0) throw noTasks();
}

/** The error of an evaluation without tasks. */
export function noTasks(): EchoError {
  return new EchoError('invalid-input', 'Expected at least one task to evaluate on, got none.');
}

/** Items in arrays of up to `size`. */
export async function* chunked<T>(
  items: AsyncIterable<T>,
  size: number,
): AsyncGenerator<readonly T[], void, void> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
