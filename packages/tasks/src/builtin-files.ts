import { EchoError } from '@echo/core';

/**
 * The parts of the embedded task set.
 *
 * Dev and test tasks are marked `known` or `unknown`; train tasks are not marked.
 */
export type BuiltinSplit = 'train' | 'dev' | 'test';

/** The files of the embedded tasks, which stand in the folder `data` of this package. */
export const BUILTIN_FILES = {
  train: 'train.jsonl',
  dev: 'dev.jsonl',
  test: 'test.jsonl',
  adversarial: 'adversarial.jsonl',
} as const satisfies Readonly<Record<BuiltinSplit | 'adversarial', string>>;

/** Refuses a name that is no part of the embedded task set. */
export function assertSplit(split: BuiltinSplit): void {
  if (['train', 'dev', 'test'].includes(split)) return;
  throw new EchoError('invalid-input', `Expected \`split\` to be train, dev or test, got ${String(split)}.`);
}
