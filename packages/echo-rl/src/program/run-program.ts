import { isEchoError } from '@echo/core';
import { type Command, CommanderError } from 'commander';
import { Exit, type ExitCode } from './exit.js';

/**
 * Runs a command line with arguments, without node and script, and returns the exit code.
 *
 * A refusal is one sentence on stderr: exit code 1, or 2 where the command line itself is wrong.
 */
export async function runProgram(program: Command, args: readonly string[]): Promise<ExitCode> {
  const [first, name, ...rest] = args;
  const asked = first === 'help' ? (name === undefined ? ['--help'] : [name, '--help', ...rest]) : args;
  try {
    await program.parseAsync(asked, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(
      isEchoError(error)
        ? `echo-rl: ${error.message}\n`
        : `${error instanceof Error ? error.stack : error}\n`,
    );
    return 1;
  }
}
