import type { Task } from '@echo/tasks';
import { adversarialTasks, builtinTasks, readTasks } from '@echo/tasks/node';
import type { RunConfig } from '../config-schema.js';
import { holdOut, holdOutWatched, limitTasks, splitTasks, type TaskSplit } from '../split-tasks.js';

/**
 * Loads the tasks a configuration names.
 *
 * Without evaluation tasks a file holds out a tenth of itself, and the built-in set its test split. Held-out
 * tasks are never trained on: tasks that ask the same question are left out of training. With an accuracy
 * guard, the tasks that it looks at are kept out, too. Throws `invalid-input` when nothing is left to train
 * on, and what `readTasks` throws.
 */
export async function loadTasks(config: TaskConfig): Promise<TaskSplit> {
  const split = await loadSplit(config);
  return (config.accuracyGuard ?? 0) > 0 ? holdOutWatched(split) : split;
}

/** The options of a run that decide its tasks. */
type TaskConfig = Pick<RunConfig, 'tasks' | 'evalTasks' | 'evalLimit' | 'seed'> &
  Partial<Pick<RunConfig, 'accuracyGuard'>>;

async function loadSplit({ tasks, evalTasks, evalLimit, seed }: TaskConfig): Promise<TaskSplit> {
  const builtin = builtinSplit(tasks);
  const all = builtin ? builtinTasks(builtin) : await readTasks(tasks);
  const heldOut = evalTasks ?? (builtin ? 'builtin:test' : null);
  if (heldOut === null) return holdOut(all, evalLimit, seed);
  return splitTasks(all, await loadEvaluationTasks(heldOut, evalLimit));
}

/**
 * Loads evaluation tasks: `builtin` (its test split), `builtin:dev`, `builtin:train`, `adversarial`, or a
 * .jsonl file.
 */
export async function loadEvaluationTasks(name: string, limit = 0): Promise<readonly Task[]> {
  if (name === 'adversarial') return limitTasks(adversarialTasks(), limit);
  const builtin = builtinSplit(name === 'builtin' ? 'builtin:test' : name);
  return limitTasks(builtin ? builtinTasks(builtin) : await readTasks(name), limit);
}

/** The split a name of the built-in tasks means, its train split unless said otherwise; null for a file. */
function builtinSplit(name: string): 'train' | 'dev' | 'test' | null {
  const found = /^builtin(?::(train|dev|test))?$/.exec(name);
  return found && ((found[1] ?? 'train') as 'train' | 'dev' | 'test');
}
