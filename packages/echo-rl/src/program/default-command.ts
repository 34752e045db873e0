import type { Command } from 'commander';

const defaults = new WeakMap<Command, Command>();

/** Notes which of its commands a command stands for where none is named. */
export function noteDefault(parent: Command, command: Command): void {
  defaults.set(parent, command);
}

/** What a command does where none of its own commands is named: one of them, or itself. */
export function defaultOf(command: Command): Command {
  return defaults.get(command) ?? command;
}
