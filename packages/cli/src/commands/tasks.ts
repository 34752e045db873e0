import type { Command } from 'commander';
import { addCommand, integerAtLeast } from 'echo-rl/commands';
import { addCompleterOptions, type CompleterArguments } from '../completer-options.js';

export interface TasksArguments extends CompleterArguments {
  readonly seed: number;
  readonly out?: string;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `tasks`, which runs the three benchmarks against any model. */
export function addTasks(program: Command): void {
  const command = addCommand(program, 'tasks', {
    description: 'run the three benchmarks against a model; exit code 1 where a threshold is missed',
    examples: [
      'echo-rl tasks --model nano',
      'echo-rl tasks --url http://127.0.0.1:8000/v1 --model qwen --out runs/benchmarks',
    ],
  });
  addCompleterOptions(command)
    .option('--seed <n>', 'of the drawing of tasks', integerAtLeast(0), 0)
    .option('--out <folder>', 'keep the trials of each benchmark, and benchmarks.json')
    .option('--resume', 'go on with what is in --out')
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (options: TasksArguments) => {
      const { tasksAction } = await import('../actions/tasks.js');
      await tasksAction(options);
    });
}
