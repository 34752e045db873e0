import { readFileSync } from 'node:fs';
import { Command } from 'commander';

const DOCUMENTED = `
Exit codes: 0 done, 1 failed, 2 misuse, 130 interrupted.
`;

type Completion = (command: Command) => Promise<unknown>;

const completions = new WeakMap<Command, Completion>();

/** Adds options to a command only when it is called, as what they are made from takes long to load. */
export function completeWhenCalled(command: Command, complete: Completion): Command {
  completions.set(command, complete);
  return command;
}

/** Completes every command of a program that is completed only when it is called. */
export async function completeAll(program: Command): Promise<void> {
  for (const command of program.commands) {
    await completions.get(command)?.(command);
    completions.delete(command);
    await completeAll(command);
  }
}

/** The command line `echo-rl` without a command: its name, version and manners. */
export function createProgram(manifest: URL): Command {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  // Positional: options after the name of a command are that command's, which may have commands of its own.
  return new Command('echo-rl')
    .description('language models that know what they do not know: measure them, and train them')
    .version(version, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for every option)')
    .addHelpText('after', DOCUMENTED)
    .helpCommand(false)
    .enablePositionalOptions()
    .hook('preSubcommand', async (_, called) => {
      await completions.get(called)?.(called);
    })
    .exitOverride();
}

/** Adds a command with its examples, which its help ends with. */
export function addCommand(
  program: Command,
  name: string,
  { description, examples }: { readonly description: string; readonly examples: readonly string[] },
): Command {
  return program
    .command(name)
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`);
}
