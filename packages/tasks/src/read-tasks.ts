import { readFile } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { parseTasksCsv } from './csv/parse-tasks-csv.js';
import { parseTasks } from './parse-tasks.js';
import type { Task } from './task.js';

/**
 * The tasks of a file: CSV when its name ends in `.csv`, else JSONL.
 *
 * Throws `not-found` when it cannot be read, and as the parsers do.
 *
 * @example
 * ```ts
 * import { builtinTasks } from '@echo/tasks/node';
 * import { readTasks, writeTasks } from '@echo/tasks/node';
 *
 * await writeTasks('mine.csv', builtinTasks('dev').slice(0, 10));
 * (await readTasks('mine.csv')).length; // → 10
 * ```
 */
export async function readTasks(path: string): Promise<readonly Task[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new EchoError(
      'not-found',
      `Cannot read the task file ${path} (${String(reason)}); check the path.`,
      { cause },
    );
  }
  return path.endsWith('.csv') ? parseTasksCsv(text, path) : parseTasks(text, path);
}
