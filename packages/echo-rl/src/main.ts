import { addAnalyze } from './commands/analyze.js';
import { addCompare } from './commands/compare.js';
import { addCompletion } from './commands/completion.js';
import { addFingerprint } from './commands/fingerprint.js';
import { addPlots } from './commands/plots.js';
import { addRecalibrate } from './commands/recalibrate.js';
import { addReward } from './commands/reward.js';
import { createProgram } from './program/create-program.js';
import { addElsewhere } from './program/elsewhere.js';
import type { ExitCode } from './program/exit.js';
import { runProgram } from './program/run-program.js';

/**
 * Runs `echo-rl` with these arguments (without node and script) and returns the exit code.
 *
 * Commands that need a model are those of `@echo/cli`, which runs them where it is installed.
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const program = createProgram(new URL('../package.json', import.meta.url));
  for (const add of [
    addAnalyze,
    addRecalibrate,
    addCompare,
    addFingerprint,
    addPlots,
    addReward,
    addCompletion,
  ])
    add(program);
  addElsewhere(program, args);
  return runProgram(program, args);
}
