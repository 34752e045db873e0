import { EchoError } from '@echo/core';
import { parseTasks } from './parse-tasks.js';
import { readEmbedded } from './read-embedded.js';
import type { Task } from './task.js';

export { type AdversarialNote, adversarialNotes } from './adversarial-notes.js';

/**
 * The parts of the embedded task set.
 *
 * Dev and test tasks are marked `known` or `unknown`; train tasks are not marked.
 */
export type BuiltinSplit = 'train' | 'dev' | 'test';

const SPLITS: readonly string[] = ['train', 'dev', 'test'];

/**
 * The tasks of one part of the embedded task set, read from the file that ships with the package.
 *
 * Every line is checked. Each call reads anew, so keep what it returns. Throws `invalid-input` for another
 * name and `not-found` when the file is missing.
 *
 * @example
 * ```ts
 * import { builtinTasks } from '@echo/tasks/builtin';
 *
 * const [task] = builtinTasks('test');
 * task?.familiarity; // → 'unknown'
 * ```
 */
export function builtinTasks(split: BuiltinSplit): readonly Task[] {
  if (!SPLITS.includes(split)) {
    throw new EchoError(
      'invalid-input',
      `Expected \`split\` to be train, dev or test, got ${String(split)}.`,
    );
  }
  return embeddedTasks(`${split}.jsonl`);
}

/**
 * The questions on common misconceptions, in all seven domains.
 *
 * Where there are choices, the popular incorrect answer is among them; `adversarialNotes` names it for every
 * question. Each call reads anew. Throws `not-found` when the file is missing.
 */
export function adversarialTasks(): readonly Task[] {
  return embeddedTasks('adversarial.jsonl');
}

function embeddedTasks(name: string): readonly Task[] {
  return parseTasks(readEmbedded(name), name);
}
