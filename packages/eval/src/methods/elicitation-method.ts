import type { Completer, SamplingOptions } from '@echo/core';
import type { Graders, Task } from '@echo/tasks';
import type { Trial } from '../trial.js';

/** The options of a trial that every method honours. */
export interface ElicitOptions {
  readonly sampling: SamplingOptions;
  readonly graders?: Graders;
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
