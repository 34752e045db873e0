import { join } from 'node:path';
import { CONFIG_OPTIONS } from '@echo/run';
import { readRunConfig } from '@echo/run/node';
import type { Command } from 'commander';

/** Gives a command the settings that a run was started with, but for those that a flag gives. */
export async function takeRunSettings(command: Command, run: string): Promise<void> {
  const config = await readRunConfig(run);
  for (const { name } of CONFIG_OPTIONS)
    if (command.getOptionValueSource(name) !== 'cli')
      command.setOptionValueWithSource(name, config[name], join(run, 'config.json'));
}
