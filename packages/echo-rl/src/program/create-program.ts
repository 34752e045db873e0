import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { settingsText, shownSettings } from '../config/show-config.js';
import { Exit } from './exit.js';

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
      if (program.opts<ProgramOptions>().showConfig) showSettings(program, called);
    })
    .exitOverride();
}

/** The flags of the program itself. */
interface ProgramOptions {
  readonly config?: string;
  readonly showConfig?: boolean;
}

/** The settings file of each call of a program. */
const files = new WeakMap<Command, string>();

/** Gives a command the settings of the file, unless it has none or only its help is asked for. */
async function useConfig(program: Command, called: Command): Promise<void> {
  const asksForHelp = program.args.some((arg) => arg === '--help' || arg === '-h');
  if (asksForHelp || called.options.length === 0) return;
  const { loadConfig } = await import('../config/load-config.js');
  const file = await loadConfig(program.opts<ProgramOptions>().config);
  if (!file) return;
  const { applyConfig } = await import('../config/apply-config.js');
  applyConfig(called, file);
  files.set(program, file.name);
}

/** Prints the settings of a command, and ends it. */
function showSettings(program: Command, called: Command): never {
  const settings = shownSettings(called, files.get(program) ?? null);
  process.stdout.write(
    called.opts().json
      ? `${JSON.stringify({ command: called.name(), settings })}\n`
      : `${settingsText(called.name(), settings)}\n`,
  );
  throw new Exit(0);
}

interface CommandText {
  readonly description: string;
  readonly examples: readonly string[];
  /** Whether it is meant where the program, or the command with commands of its own, is called without one. */
  readonly isDefault?: boolean;
}

/** Adds a command with its examples, which its help ends with. */
export function addCommand(
  program: Command,
  name: string,
  { description, examples, isDefault = false }: CommandText,
): Command {
  return program
    .command(name, { isDefault })
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`);
}
