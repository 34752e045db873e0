import type { Command } from 'commander';
import { settingsText, shownSettings } from '../config/show-config.js';
import { defaultOf } from './default-command.js';
import { Exit } from './exit.js';

/** The flags of the program itself. */
interface ProgramOptions {
  readonly config?: string;
  readonly showConfig?: boolean;
}

/** The settings file of each call of a program. */
const files = new WeakMap<Command, string>();

/** Gives a command the settings of the file, unless it has none or only its help is asked for. */
export async function useConfig(program: Command, called: Command): Promise<void> {
  const command = defaultOf(called);
  const asksForHelp = program.args.some((arg) => arg === '--help' || arg === '-h');
  if (asksForHelp || command.options.length === 0) return;
  const { loadConfig } = await import('../config/load-config.js');
  const file = await loadConfig(program.opts<ProgramOptions>().config);
  if (!file) return;
  const { applyConfig } = await import('../config/apply-config.js');
  const commands = program.commands.map((other) => other.name());
  applyConfig(command, file, { name: called.name(), commands });
  files.set(program, file.name);
}

/** Prints the settings of a command that was parsed and ends it, where the program was asked to. */
export function showSettings(program: Command, called: Command): void {
  if (!program.opts<ProgramOptions>().showConfig) return;
  const settings = shownSettings(called, files.get(program) ?? null);
  const parents: string[] = [];
  for (let at: Command | null = called; at && at !== program; at = at.parent) parents.unshift(at.name());
  const command = parents.join(' ');
  process.stdout.write(
    called.opts().json
      ? `${JSON.stringify({ command, settings })}\n`
      : `${settingsText(command, settings)}\n`,
  );
  throw new Exit(0);
}
