import { assertSplit, BUILTIN_FILES, type BuiltinSplit } from './builtin-files.js';
import { parseTasks } from './parse-tasks.js';
import { readEmbedded } from './read-embedded.js';
import type { Task } from './task.js';

/**
 * The tasks of one part of the embedded task set, read from the file that ships with the package.
 *
 * Every line is checked. Each call reads anew, so keep what it returns. Throws `invalid-input` for another
 * name and `not-found` when the file is missing.
 *
 * @example
 * ```ts
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const [task] = builtinTasks('test');
 * task?.familiarity; // → 'unknown'
 * ```
 */
export function builtinTasks(split: BuiltinSplit): readonly Task[] {
  assertSplit(split);
  return embeddedTasks(BUILTIN_FILES[split]);
}

/**
 * The questions on common misconceptions, in all seven domains.
 *
 * Where there are choices, the popular incorrect answer is among them; `adversarialNotes` names it for every
 * question. Each call reads anew. Throws `not-found` when the file is missing.
 */
export function adversarialTasks(): readonly Task[] {
  return embeddedTasks(BUILTIN_FILES.adversarial);
}

function embeddedTasks(name: string): readonly Task[] {
  return parseTasks(readEmbedded(name), name);
}
