import type { Completer, SamplingOptions } from '@echo/core';
import type { Graders, ReplyFormat, Task } from '@echo/tasks';
import type { Trial } from '../trial.js';

/** The options of a trial that every method honours. */
export interface ElicitOptions {
  readonly sampling: SamplingOptions;
  readonly graders?: Graders;
  /** The format of replies of the methods that do not name an order: confidence first unless given. */
  readonly format?: ReplyFormat;
}

/** A way to get an answer and a confidence out of a completer. */
export interface ElicitationMethod {
  readonly name: string;
  /**
   * Poses a task and grades what comes back; throws `unsupported` when the completer lacks what the method
   * needs, and whatever the completer and the graders throw.
   */
  readonly elicit: (completer: Completer, task: Task, options: ElicitOptions) => Promise<Trial>;
}
