import { createHash } from 'node:crypto';
import type { Task } from '../task.js';

/** The SHA-256 of a text in UTF-8, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The SHA-256 of tasks, which changes with any field of any task and not with the order of tasks or fields.
 *
 * It is taken over one line of JSON a task, fields and lines sorted by UTF-16 code units.
 */
export function hashTasks(tasks: readonly Task[]): string {
  const lines = tasks.map((task) => `${JSON.stringify(task, sortedFields)}\n`).sort();
  return sha256(lines.join(''));
}

function sortedFields(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
