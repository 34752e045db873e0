import type { Command } from 'commander';
import { addCommand, integerAtLeast } from 'echo-rl/commands';
import { addCompleterOptions, type CompleterArguments } from '../completer-options.js';

export interface BaselineArguments extends CompleterArguments {
  readonly training?: string;
  readonly external?: string;
  readonly fitTasks: string;
  readonly fitLimit: number;
  readonly json?: boolean;
}

/** Adds the command `baseline`, which sets an evaluation beside predictions that cost nothing. */
export function addBaseline(program: Command): void {
  const command = addCommand(program, 'baseline', {
    description:
      'set a model, or a kept evaluation, beside baselines: constants, a heuristic, base rates, temperature scaling, another model',
    examples: [
      'echo-rl baseline --model nano --limit 300',
      'echo-rl baseline runs/test --training runs/dev --external runs/other',
    ],
  }).argument('[evaluation]', 'a log, or the folder of an evaluation; else a model is asked');
  addCompleterOptions(command)
    .option(
      '--training <evaluation>',
      'answers to other tasks, which base rates and temperature are fitted on',
    )
    .option('--external <evaluation>', "another model's answers to the same tasks, for its confidences")
    .option('--fit-tasks <name>', 'the tasks to fit on where a model is asked', 'builtin:dev')
    .option('--fit-limit <n>', 'the most of them, 0 for all', integerAtLeast(0), 500)
    .option('--json', 'print one line of JSON')
    .action(async (evaluation: string | undefined, options: BaselineArguments) => {
      const { baselineAction } = await import('../actions/baseline.js');
      await baselineAction(evaluation, options);
    });
}
