import { createRng, EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';

/** The training tasks and the held-out evaluation tasks of a run; no task is in both. */
export interface TaskSplit {
  readonly train: readonly Task[];
  readonly evaluation: readonly Task[];
  /** Tasks kept out of training, too, on which the accuracy guard looks. */
  readonly watched?: readonly Task[];
}

const WATCHED = 200;

/**
 * Tasks without those that ask a question of the evaluation, beside the evaluation's.
 *
 * Throws `invalid-input` when nothing is left to train on.
 */
export function splitTasks(all: readonly Task[], evaluation: readonly Task[]): TaskSplit {
  const questions = new Set(evaluation.map((task) => task.question));
  const train = all.filter((task) => !questions.has(task.question));
  if (all.length === 0)
    throw new EchoError('invalid-input', 'There is no task to train on; give other --tasks.');
  if (train.length === 0) {
    throw new EchoError(
      'invalid-input',
      'Every task to train on is also one to measure on; give other --tasks, or other --eval-tasks.',
    );
  }
  return { train, evaluation };
}

/**
 * Holds out a tenth of the tasks, which the seed decides, or as many of them as `limit` allows.
 *
 * @example
 * ```ts
 * import { holdOut } from '@echo/run';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const { train, evaluation } = holdOut(builtinTasks('dev'), 50, 1);
 * evaluation.length; // → 50
 * train.length > 2000; // → true
 * ```
 */
export function holdOut(all: readonly Task[], limit: number, seed: number): TaskSplit {
  const shuffled = createRng(seed).fork('held out').shuffle(all);
  return splitTasks(shuffled, limitTasks(shuffled.slice(0, Math.ceil(all.length / 10)), limit));
}

/**
 * Keeps a tenth of the training tasks out of training, 200 at most, for the accuracy guard to look at.
 *
 * They are the same for every seed, so that runs compare. Throws `invalid-input` when nothing is left to
 * train on.
 */
export function holdOutWatched({ train, evaluation }: TaskSplit): TaskSplit {
  const watched = limitTasks(train, Math.min(WATCHED, Math.ceil(train.length / 10)));
  return { train: splitTasks(train, watched).train, evaluation, watched };
}

/** A random sample of at most `limit` tasks, 0 for all; the same for every seed, so that runs compare. */
export function limitTasks(tasks: readonly Task[], limit: number): readonly Task[] {
  return limit > 0 && limit < tasks.length ? createRng('evaluation').shuffle(tasks).slice(0, limit) : tasks;
}
