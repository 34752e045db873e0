import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { noteDefault } from './default-command.js';
import { showSettings, useConfig } from './settings.js';

const DOCUMENTED = `
Exit codes: 0 done, 1 failed, 2 misuse, 130 interrupted.
`;

type Completion = (command: Command) => Promise<unknown>;

const completions = new WeakMap<Command, Completion>();

const keptSettings = new WeakMap<Command, Completion>();

/**
 * Runs `take` on a command that was parsed, before it is run.
 *
 * It may take settings from elsewhere, such as the run that is resumed.
 */
export function takeSettings(command: Command, take: Completion): Command {
  keptSettings.set(command, take);
  return command;
}

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
  return new Command('echo-rl')
    .description('language models that know what they do not know: measure them, and train them')
    .version(version, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for every option)')
    .addHelpText('after', DOCUMENTED)
    .helpCommand(false)
    .option('--config <file>', 'settings in place of those in echo.config.ts (or .js, .json)')
    .option('--show-config', 'print each setting of the command and where it comes from, and do nothing')
    .hook('preSubcommand', async (program, called) => {
      await completions.get(called)?.(called);
      await useConfig(program, called);
    })
    .hook('preAction', async (program, called) => {
      await keptSettings.get(called)?.(called);
      showSettings(program, called);
    })
    .exitOverride();
}

interface CommandText {
  readonly description: string;
  readonly examples: readonly string[];
  /** Whether it is meant where the command that it belongs to is called without one. */
  readonly isDefault?: boolean;
}

/** Adds a command with its examples, which its help ends with. */
export function addCommand(
  program: Command,
  name: string,
  { description, examples, isDefault = false }: CommandText,
): Command {
  const command = program
    .command(name, { isDefault })
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`);
  if (isDefault) noteDefault(program, command);
  shownExamples.set(command, examples);
  return command;
}

const shownExamples = new WeakMap<Command, readonly string[]>();

/** The examples that the help of a command ends with; none of a command without. */
export function examplesOf(command: Command): readonly string[] {
  return shownExamples.get(command) ?? [];
}
