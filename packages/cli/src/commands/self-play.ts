import type { Command } from 'commander';
import { addCommand, integerAtLeast } from 'echo-rl/commands';
import { positive, seeds } from '../arguments.js';

export interface SelfPlayArguments {
  readonly out: string;
  readonly strength: number;
  readonly guard: number;
  readonly steps: number;
  readonly limit: number;
  readonly compare?: boolean;
  readonly seeds: readonly number[];
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** Adds the command `self-play`: what the embedded policy is confident and incorrect on comes back. */
export function addSelfPlay(program: Command): void {
  addCommand(program, 'self-play', {
    description:
      'train the embedded policy by adversarial self-play: confident errors come back more often; say what became of them',
    examples: ['echo-rl self-play', 'echo-rl self-play --compare --seeds 1,2,3 --out runs/self-play'],
  })
    .option('--out <folder>', 'for a run of each seed, self-play.md and self-play.json', 'runs/self-play')
    .option(
      '--strength <x>',
      'confident errors, and their templates, are posed up to 1 + x times as often',
      positive,
      4,
    )
    .option(
      '--guard <x>',
      'the fall in accuracy, on tasks kept out of training, at which a run stops and goes back',
      positive,
      0.1,
    )
    .option('--steps <n>', 'training steps of each run', integerAtLeast(1), 240)
    .option('--limit <n>', 'the most questions of the adversarial bank, 0 for all', integerAtLeast(0), 0)
    .option('--compare', 'make a run of the same budget without self-play, too, for every seed')
    .option('--seeds <list>', 'comma-separated', seeds, [1])
    .option('--resume', 'go on with what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (options: SelfPlayArguments) => {
      const { selfPlayAction } = await import('../actions/self-play.js');
      await selfPlayAction(options);
    });
}
