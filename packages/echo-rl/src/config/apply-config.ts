import { EchoError } from '@echo/core';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { similar } from '../program/options.js';
import { type ConfigFile, isRecord } from './load-config.js';

/** Settings that only a flag may give: what they do is meant for one call. */
const ONCE = ['resume', 'force'];

/** How a command is called, and the commands beside it. */
interface CommandNames {
  readonly name: string;
  readonly commands: readonly string[];
}

/**
 * Gives a command the settings of a file for it; flags that are parsed later take their place.
 *
 * A value is read as its flag would read it: numbers and texts alike, lists as comma-separated. Throws
 * `invalid-input`, one sentence that names file, setting and rule, for a setting that there is none of, and a
 * value that it cannot have.
 */
export function applyConfig(
  command: Command,
  { name: file, settings }: ConfigFile,
  { name: called, commands }: CommandNames,
): void {
  for (const name of Object.keys(settings))
    if (!commands.includes(name)) throw refusal(file, name, `is no command${meant(name, commands)}`);
  const own = settings[called] ?? {};
  if (!isRecord(own)) throw refusal(file, called, 'must be an object of settings');
  const names = command.options.map((option) => option.attributeName());
  for (const [name, value] of Object.entries(own)) {
    const path = `${called}.${name}`;
    const option = command.options.find((one) => one.attributeName() === name);
    if (!option) throw refusal(file, path, `is no setting of ${called}${meant(name, names)}`);
    if (ONCE.includes(name)) throw refusal(file, path, `can be given as --${name} only`);
    if (value === undefined || value === null) continue;
    const read = readValue(option, value, (rule) =>
      refusal(file, path, `is ${JSON.stringify(value)}: ${rule}`),
    );
    if (option.variadic) replaceByFlags(option, read);
    command.setOptionValueWithSource(name, read, 'config');
  }
}

/** Lets the flags of an option that can be repeated take the place of a value, where they would add to it. */
function replaceByFlags(option: Option, value: unknown): void {
  const { parseArg, defaultValue } = option;
  option.default(value);
  if (parseArg)
    option.argParser((text, previous) => parseArg(text, previous === value ? defaultValue : previous));
}

function readValue(option: Option, value: unknown, refuse: (rule: string) => EchoError): unknown {
  if (option.isBoolean() || option.negate) {
    if (typeof value !== 'boolean') throw refuse('expected true or false');
    return value;
  }
  const texts = textsOf(value);
  if (texts === null) throw refuse('expected a text, a number, or a list of them');
  const { variadic, parseArg, defaultValue } = option;
  const text = texts.join(',');
  try {
    if (!parseArg) return variadic ? texts : text;
    return variadic
      ? texts.reduce<unknown>((all, one) => parseArg(one, all), defaultValue)
      : parseArg(text, defaultValue);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw refuse(error.message.charAt(0).toLowerCase() + error.message.slice(1).replace(/\.$/, ''));
  }
}

/** A value as flags would be given it, `{ Y: 1, N: 0 }` as `Y=1` and `N=0`; null for what no flag can be. */
function textsOf(value: unknown): readonly string[] | null {
  const isSimple = (one: unknown) => typeof one === 'string' || typeof one === 'number';
  if (isRecord(value)) {
    const entries = Object.entries(value);
    return entries.every(([, one]) => isSimple(one)) ? entries.map(([key, one]) => `${key}=${one}`) : null;
  }
  const list = Array.isArray(value) ? value : [value];
  return list.every(isSimple) ? list.map(String) : null;
}

function meant(name: string, names: readonly string[]): string {
  const found = similar(name, names);
  return found === null ? `; there are ${names.join(', ')}` : `; did you mean ${found}?`;
}

function refusal(file: string, path: string, problem: string): EchoError {
  const end = problem.endsWith('?') ? '' : '.';
  return new EchoError('invalid-input', `In ${file}, \`${path}\` ${problem}${end}`);
}
