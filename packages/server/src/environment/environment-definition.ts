import { presets, type RewardFunction } from '@echo/reward';
import type { Graders, ReplyFormat, Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';

/** What a server serves: a name, task splits and how replies are graded and rewarded. */
export interface EnvironmentDefinition {
  /** The name in the routes of the Task API, in `/metadata` and `/health`. */
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly readme?: string;
  readonly author?: string;
  readonly documentationUrl?: string;
  /** The tasks of each split, made when first asked for; a reset draws from the first split unless told. */
  readonly splits: Readonly<Record<string, () => readonly Task[]>>;
  /** The preset `honest` unless given. */
  readonly reward?: RewardFunction;
  readonly graders?: Graders;
  /** The format of replies that prompts ask for; confidence first unless given. */
  readonly format?: ReplyFormat;
}

export interface BuiltinEnvironmentOptions {
  readonly reward?: RewardFunction;
  readonly format?: ReplyFormat;
  /** More splits, of which resets draw from the first, or other tasks for a built-in one. */
  readonly splits?: EnvironmentDefinition['splits'];
}

/**
 * The ECHO environment on the embedded tasks: the splits train, validation and test.
 *
 * @example
 * ```ts
 * import { builtinEnvironment } from '@echo/server';
 *
 * Object.keys(builtinEnvironment().splits); // → ['train', 'validation', 'test']
 * ```
 */
export function builtinEnvironment({
  reward = presets.honest,
  splits = {},
  format,
}: BuiltinEnvironmentOptions = {}): EnvironmentDefinition {
  return {
    name: 'echo',
    description:
      'One question, one answer with its confidence, one reward that pays for knowing what one does not know.',
    version: '0.1.0',
    author: 'ECHO',
    splits: {
      ...splits,
      train: splits.train ?? (() => builtinTasks('train')),
      validation: splits.validation ?? (() => builtinTasks('dev')),
      test: splits.test ?? (() => builtinTasks('test')),
    },
    reward,
    ...(format && { format }),
  };
}
