import { existsSync } from 'node:fs';
import { main } from '@echo/cli';
import type { Stage } from './stages.js';

/**
 * Makes the stages that are not finished, or goes on with them; all of them where no name is given.
 *
 * Ends the program with the exit code of the first that fails or is interrupted.
 */
export async function runStages(stages: readonly Stage[], names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined)
    throw new Error(
      `There is no stage ${unknown}; the stages are ${stages.map(({ name }) => name).join(', ')}.`,
    );
  for (const stage of stages.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const code = existsSync(stage.done) ? 0 : await run(stage);
    if (code !== 0) process.exit(code);
  }
}

async function run({ name, folder, args }: Stage): Promise<number> {
  console.log(`\n${name}`);
  const [command = ''] = args;
  if (!existsSync(folder)) return main(args);
  // A run knows its settings, an evaluation is told them again.
  return main(command === 'train' ? [command, '--out', folder, '--resume'] : [...args, '--resume']);
}
