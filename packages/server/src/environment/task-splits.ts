import { EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import type { EnvironmentDefinition } from './environment-definition.js';

/** The splits of an environment, each read once. */
export interface TaskSplits {
  readonly names: readonly string[];
  readonly first: string;
  has(name: string): boolean;
  /** Throws `invalid-input` for a name that is none. */
  tasks(name: string): readonly Task[];
}

/** The splits of a definition; throws `invalid-input` when it has none. */
export function taskSplits({ splits }: Pick<EnvironmentDefinition, 'splits'>): TaskSplits {
  const names = Object.keys(splits);
  const [first] = names;
  if (first === undefined)
    throw new EchoError('invalid-input', 'Expected `splits` to have at least one split, got none.');
  const read = new Map<string, readonly Task[]>();
  const has = (name: string) => Object.hasOwn(splits, name);
  return {
    names,
    first,
    has,
    tasks(name) {
      const known = read.get(name);
      if (known) return known;
      const make = has(name) ? splits[name] : undefined;
      if (!make)
        throw new EchoError(
          'invalid-input',
          `Expected \`split\` to be one of ${names.join(', ')}, got ${JSON.stringify(name)}.`,
        );
      const tasks = make();
      read.set(name, tasks);
      return tasks;
    },
  };
}
