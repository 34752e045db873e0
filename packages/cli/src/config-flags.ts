import { CONFIG_OPTIONS, type ConfigOption } from '@echo/run/config';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { bytes, MEMORY } from './arguments.js';

/** Gives a command a flag for every option of a run, as the schema of `@echo/run` declares it. */
export function addConfigFlags(command: Command): Command {
  for (const option of CONFIG_OPTIONS) {
    // Commander takes a lone --no-x for a default, which a resumed run is not to be given.
    if (option.flag.startsWith('--no-'))
      command.addOption(new Option(option.flag.replace('--no-', '--')).hideHelp());
    command.addOption(flagOf(option));
  }
  return command;
}

function flagOf(option: ConfigOption): Option {
  const { name, flag, value, type, description, choices } = option;
  if (value === null)
    return new Option(flag, flag.startsWith('--no-') ? `do not ${description}` : description);
  if (name === 'memory') {
    const memory = new Option(...MEMORY).argParser(bytes);
    memory.defaultValueDescription = 'three quarters of the machine';
    return memory;
  }
  const made = new Option(`${flag} <${value}>`, `${description} (default ${option.default})`);
  // Told without being given, so that a resumed run keeps what it has.
  made.defaultValueDescription = option.default;
  if (choices) return made.choices(choices);
  return type === 'number' ? made.argParser((text) => parseNumber(option, text)) : made;
}

function parseNumber({ isValid, rule }: ConfigOption, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!isValid(number)) throw new InvalidArgumentError(`Expected ${rule}.`);
  return number;
}
