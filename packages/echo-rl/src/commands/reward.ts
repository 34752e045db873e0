import { type Command, Option } from 'commander';
import { addCommand } from '../program/create-program.js';

export interface RewardArguments {
  readonly preset: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `reward`, which shows what a reward makes optimal. */
export function addReward(program: Command): void {
  addCommand(program, 'reward', {
    description:
      'show what a reward makes optimal: the best report, the cost of honesty, whether abstaining can be exploited',
    examples: ['echo-rl reward --preset echo', 'echo-rl reward --preset honest --out honest.svg'],
  })
    .addOption(new Option('--preset <name>', 'echo, honest, rlcr and others').default('echo'))
    .option('--out <file>', 'draw it as SVG')
    .option('--json', 'print one line of JSON')
    .action(async (options: RewardArguments) => {
      const { reward } = await import('../actions/reward.js');
      await reward(options);
    });
}
