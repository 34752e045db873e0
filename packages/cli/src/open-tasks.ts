import { createRng } from '@echo/core';
import type { Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/builtin';
import { readTasks } from '@echo/tasks/node';
import type { TrainConfig } from './train-config.js';

/** What to train on, and what to measure before and after on; no task is in both. */
export interface TaskSplit {
  readonly train: readonly Task[];
  readonly evaluation: readonly Task[];
}

/** The tasks a configuration names. Without --eval-tasks a file gives a tenth of itself, and the built-in set its test split. */
export async function openTasks(
  config: Pick<TrainConfig, 'tasks' | 'evalTasks' | 'evalLimit' | 'seed'>,
): Promise<TaskSplit> {
  const all = config.tasks === 'builtin' ? builtinTasks('train') : await readTasks(config.tasks);
  if (config.evalTasks !== null || config.tasks === 'builtin') {
    return {
      train: all,
      evaluation: await openEvaluationTasks(config.evalTasks ?? 'builtin', config.evalLimit),
    };
  }
  const shuffled = createRng(config.seed).fork('held out').shuffle(all);
  const heldOut = Math.max(1, Math.round(all.length / 10));
  return {
    train: shuffled.slice(heldOut),
    evaluation: limited(shuffled.slice(0, heldOut), config.evalLimit),
  };
}

/** Tasks to evaluate on: `builtin` (the test split), `builtin:dev`, `builtin:train`, or a .jsonl file. */
export async function openEvaluationTasks(name: string, limit: number): Promise<readonly Task[]> {
  const split = /^builtin(?::(train|dev|test))?$/.exec(name);
  const tasks = split ? builtinTasks((split[1] ?? 'test') as 'test') : await readTasks(name);
  return limited(tasks, limit);
}

/** A fixed random sample, the same for every seed, so that runs can be compared. */
function limited(tasks: readonly Task[], limit: number): readonly Task[] {
  return limit > 0 && limit < tasks.length ? createRng('evaluation').shuffle(tasks).slice(0, limit) : tasks;
}
