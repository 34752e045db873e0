import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { EchoError } from '@echo/core';
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
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new EchoError(
      'write-failed',
      `Cannot write the task file ${path} (${String(reason)}); choose another path.`,
      { cause },
    );
  }
}
