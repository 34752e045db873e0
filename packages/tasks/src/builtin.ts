import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EchoError } from '@echo/core';
import { parseTasks } from './parse-tasks.js';
import type { Task } from './task.js';

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
  return readEmbedded(`${split}.jsonl`);
}

/**
 * The questions on common misconceptions, all hard, in all seven domains.
 *
 * Where there are choices, the popular incorrect answer is among them. Each call reads anew. Throws
 * `not-found` when the file is missing.
 */
export function adversarialTasks(): readonly Task[] {
  return readEmbedded('adversarial.jsonl');
}

function readEmbedded(name: string): readonly Task[] {
  const path = fileURLToPath(new URL(`../data/${name}`, import.meta.url));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new EchoError(
      'not-found',
      `The embedded task file ${path} cannot be read; install @echo/tasks again.`,
      { cause },
    );
  }
  return parseTasks(text, name);
}
