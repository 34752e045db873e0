import type { Command, Option } from 'commander';
import { defaultOf } from '../program/default-command.js';
import { namesOf } from '../program/options.js';

/** A command as a shell completes it. */
export interface CompletionNode {
  /** The names that lead to it, such as `/runs/list`; empty for the program. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletionOption[];
  readonly commands: readonly CompletionNode[];
  /** The values that its arguments are chosen from. */
  readonly choices: readonly string[];
}

export interface CompletionOption {
  /** With its dashes. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values to choose from; empty where they are free. */
  readonly choices: readonly string[];
}

/** The commands of a program with their visible options, as plain data. */
export function completionTree(command: Command, path = ''): CompletionNode {
  const help = command.createHelp();
  return {
    path,
    name: command.name(),
    description: command.description(),
    options: [...new Set([command, defaultOf(command)])].flatMap((one) =>
      help.visibleOptions(one).map(optionOf),
    ),
    commands: help
      .visibleCommands(command)
      .filter((sub) => sub.name() !== 'help')
      .map((sub) => completionTree(sub, `${path}/${sub.name()}`)),
    choices: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  };
}

function optionOf(option: Option): CompletionOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? namesOf(option.parseArg),
  };
}

/** A tree and all below it, each before its own. */
export function allNodes(node: CompletionNode): readonly CompletionNode[] {
  return [node, ...node.commands.flatMap(allNodes)];
}

/** The name of a shell function for a program. */
export function functionName({ name }: CompletionNode): string {
  return `_${name.replaceAll(/\W/g, '_')}`;
}
