import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { formatTasksCsv } from './csv/format-tasks-csv.js';
import { formatTasks } from './format-tasks.js';
import type { Task } from './task.js';

/**
 * Writes tasks to a file, whole or not at all: CSV when its name ends in `.csv`, else JSONL.
 *
 * Throws `write-failed` when it cannot be written, `invalid-task` as the formatters do.
 */
export async function writeTasks(path: string, tasks: readonly Task[]): Promise<void> {
  const text = path.endsWith('.csv') ? formatTasksCsv(tasks) : formatTasks(tasks);
  try {
    await writeAtomically(path, text);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new EchoError(
      'write-failed',
      `Cannot write the task file ${path} (${String(reason)}); choose another path.`,
      { cause },
    );
  }
}
