import type { RunConfigInput } from '@echo/run';
import type { Command } from 'commander';
import { addCommand, completeWhenCalled, takeSettings } from 'echo-rl/commands';

export interface TrainArguments extends RunConfigInput {
  readonly out: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** Adds the command `train`, which trains a policy. */
export function addTrain(program: Command): void {
  const command = addCommand(program, 'train', {
    description: 'train a LoRA adapter by GRPO until its stated confidence can be believed',
    examples: [
      'echo-rl train --model nano --tasks builtin:dev --out runs/first',
      'echo-rl train --out runs/first --resume',
    ],
  })
    .requiredOption(
      '--out <folder>',
      'the run: configuration, log, checkpoints, trials, both adapters, report and figures',
    )
    .option('--resume', 'go on with the run in --out')
    .option('--json', 'one JSON object a line instead of text')
    .action(async (options: TrainArguments) => {
      const { trainAction } = await import('../actions/train.js');
      await trainAction(options);
    });
  completeWhenCalled(command, async () => {
    const { addConfigFlags } = await import('../config-flags.js');
    addConfigFlags(command);
  });
  // A run that is resumed keeps its settings, whatever a file has for new ones.
  takeSettings(command, async () => {
    const { out, resume } = command.opts<TrainArguments>();
    if (!resume) return;
    const { takeRunSettings } = await import('../actions/take-run-settings.js');
    await takeRunSettings(command, out);
  });
}
