import { existsSync } from 'node:fs';
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
  for (const { name, done, run } of stages) {
    if ((names.length > 0 && !names.includes(name)) || existsSync(done)) continue;
    console.log(`\n${name}`);
    const code = await run();
    if (code !== 0) process.exit(code);
  }
}
