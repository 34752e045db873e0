import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchTasks } from './fetch-tasks.js';
import { fromCaller, root } from './repository.js';

/** The flags that name a model and tasks of one's own. */
export const INPUT_OPTIONS = {
  model: { type: 'string' },
  tasks: { type: 'string' },
  'eval-tasks': { type: 'string' },
} as const;

export interface Inputs {
  readonly model: string;
  readonly train: string;
  readonly heldOut: string;
}

/** Model and task files: those that the flags name, or fetched. */
export async function inputs(flags: {
  readonly model?: string | undefined;
  readonly tasks?: string | undefined;
  readonly 'eval-tasks'?: string | undefined;
}): Promise<Inputs> {
  const { tasks, 'eval-tasks': evalTasks } = flags;
  if ((tasks === undefined) !== (evalTasks === undefined))
    throw new Error('Give both --tasks and --eval-tasks, or neither to download them.');
  const model = flags.model === undefined ? fetchedModel(join(root, 'models')) : fromCaller(flags.model);
  if (tasks === undefined || evalTasks === undefined)
    return { model, ...(await fetchTasks(join(root, 'runs/smollm2-tasks'))) };
  return { model, train: fromCaller(tasks), heldOut: fromCaller(evalTasks) };
}

/** The path of the model after running `fetch-model.ts`. */
function fetchedModel(folder: string): string {
  const script = fileURLToPath(new URL('fetch-model.ts', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, folder], { encoding: 'utf8' });
  return resolve(printed.trim());
}
