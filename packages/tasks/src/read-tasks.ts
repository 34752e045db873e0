import { readFile } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { parseTasks } from './parse-tasks.js';
import type { Task } from './task.js';

/** The tasks of a JSONL file. Throws `not-found` when it cannot be read, and as `parseTasks` does. */
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
  return parseTasks(text, path);
}
