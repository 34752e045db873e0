import { isEchoError } from '@echo/core';
import { Command } from 'commander';
import { addDemo } from './commands/demo.js';
import { addDownload } from './commands/download.js';
import { addEval } from './commands/eval.js';
import { addReward } from './commands/reward.js';
import { addTrain } from './commands/train.js';

/**
 * Runs `echo-rl` with these arguments (without node and script) and returns the exit code.
 *
 * A refusal is one sentence on stderr.
 */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command('echo-rl')
    .description('language models that know what they do not know: train them, and measure it')
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of [addDemo, addTrain, addEval, addDownload, addReward]) add(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error) return Number(error.exitCode);
    process.stderr.write(
      isEchoError(error)
        ? `echo-rl: ${error.message}\n`
        : `${error instanceof Error ? error.stack : error}\n`,
    );
    return 1;
  }
}
