import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromCaller, root } from '../smollm2/repository.js';

/** What the command line of an experiment names: the stages, what they work on, and where results go. */
export interface Arguments {
  readonly stages: readonly string[];
  readonly model: string;
  readonly train: string;
  readonly heldOut: string;
  readonly out: string;
  readonly results: string;
}

/** The arguments of the program; `name` is the folder of its runs and results unless flags say others. */
export function programArguments(name: string): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      tasks: { type: 'string' },
      'eval-tasks': { type: 'string' },
      out: { type: 'string', default: join(root, 'runs', name) },
      results: { type: 'string', default: join(root, 'docs/results', name) },
    },
  });
  const { model, tasks, 'eval-tasks': evalTasks, out, results } = values;
  if (model === undefined || tasks === undefined || evalTasks === undefined)
    throw new Error('Give --model, --tasks and --eval-tasks.');
  return {
    stages: positionals,
    model: model.startsWith('hf:') ? model : fromCaller(model),
    train: fromCaller(tasks),
    heldOut: fromCaller(evalTasks),
    out: fromCaller(out),
    results: fromCaller(results),
  };
}
