import { createRng, EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/builtin';
import { readTasks } from '@echo/tasks/node';
import type { TrainConfig } from './train-config.js';

/** The training tasks and the held-out evaluation tasks of a run; no task is in both. */
export interface TaskSplit {
  readonly train: readonly Task[];
  readonly evaluation: readonly Task[];
}

/**
 * Loads the tasks a configuration names.
 *
 * Without --eval-tasks a file holds out a tenth of itself, and the built-in set its test split. Held-out
 * tasks are never trained on: tasks that ask the same question are left out of training. Throws
 * `invalid-input` when nothing is left to train on, and what `readTasks` throws.
 */
export async function loadTasks(
  config: Pick<TrainConfig, 'tasks' | 'evalTasks' | 'evalLimit' | 'seed'>,
): Promise<TaskSplit> {
  const builtin = builtinSplit(config.tasks);
  const all = builtin ? builtinTasks(builtin) : await readTasks(config.tasks);
  const heldOut = config.evalTasks ?? (builtin ? 'builtin:test' : null);
  if (heldOut === null) {
    const shuffled = createRng(config.seed).fork('held out').shuffle(all);
    return split(shuffled, limited(shuffled.slice(0, Math.ceil(all.length / 10)), config.evalLimit));
  }
  return split(all, await loadEvaluationTasks(heldOut, config.evalLimit));
}

function split(all: readonly Task[], evaluation: readonly Task[]): TaskSplit {
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

/** Loads evaluation tasks: `builtin` (its test split), `builtin:dev`, `builtin:train`, or a .jsonl file. */
export async function loadEvaluationTasks(name: string, limit: number): Promise<readonly Task[]> {
  const builtin = builtinSplit(name === 'builtin' ? 'builtin:test' : name);
  return limited(builtin ? builtinTasks(builtin) : await readTasks(name), limit);
}

/** The split a name of the built-in tasks means, its train split unless said otherwise; null for a file. */
function builtinSplit(name: string): 'train' | 'dev' | 'test' | null {
  const found = /^builtin(?::(train|dev|test))?$/.exec(name);
  return found && ((found[1] ?? 'train') as 'train' | 'dev' | 'test');
}

/** A fixed random sample, the same for every seed, so that runs can be compared. */
function limited(tasks: readonly Task[], limit: number): readonly Task[] {
  return limit > 0 && limit < tasks.length ? createRng('evaluation').shuffle(tasks).slice(0, limit) : tasks;
}
