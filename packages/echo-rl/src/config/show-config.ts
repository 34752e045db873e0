import type { Command, Option } from 'commander';
import { textTable } from '../terminal/table.js';

/** A setting of a command, and where it comes from. */
export interface ShownSetting {
  readonly name: string;
  /** Undefined where it is not given and has no default. */
  readonly value: unknown;
  /** `flag`, `default`, or the name of a file. */
  readonly source: string;
}

/** Settings whose values are nobody's business. */
const SECRET = ['token'];

/** The settings of a command that was parsed, each with its source. */
export function shownSettings(command: Command, file: string | null): readonly ShownSetting[] {
  const options = command.options.filter(({ hidden }) => !hidden);
  return options.map((option) => {
    const name = option.attributeName();
    const value = command.getOptionValue(name);
    return {
      name,
      value: SECRET.includes(name) && value !== undefined ? 'set' : (value ?? defaultOf(option)),
      source: sourceOf(command.getOptionValueSource(name), file),
    };
  });
}

/** Settings as lines of text, those that are given first. */
export function settingsText(command: string, settings: readonly ShownSetting[]): string {
  const given = (setting: ShownSetting) => (setting.source === 'default' ? 1 : 0);
  const rows = [...settings].sort((a, b) => given(a) - given(b));
  const text = (value: unknown) =>
    value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return textTable([
    [`setting of ${command}`, 'value', 'from'],
    ...rows.map(({ name, value, source }) => [name, text(value), source]),
  ]);
}

function sourceOf(source: string | undefined, file: string | null): string {
  if (source === 'cli') return 'flag';
  if (source === 'config') return file ?? 'config';
  return source === undefined || source === 'default' || source === 'implied' ? 'default' : source;
}

/** What happens unless an option is given, where it says so. */
function defaultOf({ defaultValue, defaultValueDescription }: Option): unknown {
  return defaultValue ?? defaultValueDescription;
}
