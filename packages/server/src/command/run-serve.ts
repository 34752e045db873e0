import { isEchoError } from '@echo/core';
import { Command, CommanderError } from 'commander';
import { serve } from './serve.js';
import { addServeOptions, type ServeArguments } from './serve-options.js';

const EXAMPLES = `
Examples:
  $ echo-serve --port 7860
  $ echo-serve --store postgres://localhost/echo`;

/**
 * Runs `echo-serve` with these arguments (without node and script) and returns the exit code.
 *
 * 0 when it was asked to end, 1 for a refusal, which is one sentence on stderr, 2 for misuse.
 */
export async function runServe(args: readonly string[]): Promise<0 | 1 | 2> {
  const program = addServeOptions(
    new Command('echo-serve')
      .description('serve the ECHO environment to OpenEnv clients and trainers')
      .addHelpText('after', EXAMPLES)
      .showSuggestionAfterError()
      .exitOverride(),
  );
  try {
    await program.action((options: ServeArguments) => serve(options)).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const said = error instanceof Error ? error.stack : error;
    process.stderr.write(isEchoError(error) ? `echo-serve: ${error.message}\n` : `${said}\n`);
    return 1;
  }
}
