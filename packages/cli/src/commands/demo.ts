import type { Command } from 'commander';
import { addCommand } from 'echo-rl/commands';
import { seeds } from '../arguments.js';
import { COMPARED } from '../compared-rewards.js';

export interface DemoArguments {
  readonly out: string;
  readonly compare?: boolean;
  readonly seeds: readonly number[];
  readonly json?: boolean;
}

/** Adds the command `demo`, which trains the embedded policy and shows it before and after. */
export function addDemo(program: Command): void {
  addCommand(program, 'demo', {
    description: 'train the embedded policy for a few minutes and show it before and after',
    examples: ['echo-rl demo', 'echo-rl demo --compare --seeds 1,2,3'],
  })
    .option(
      '--out <folder>',
      'where the run goes; an earlier one there is kept under another name',
      'runs/demo',
    )
    .option('--compare', `train with the rewards ${listed(COMPARED)}, for every seed`)
    .option('--seeds <list>', 'comma-separated; without --compare the first is used', seeds, [1])
    .option('--json', 'print one line of JSON for each run')
    .action(async (options: DemoArguments) => {
      const { demoAction } = await import('../actions/demo.js');
      await demoAction(options);
    });
}

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
