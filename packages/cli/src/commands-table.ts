import type { Command } from 'commander';
import { examplesOf } from 'echo-rl/commands';

/** Every command of a program as a Markdown table: one real use, and what its help says that it does. */
export function commandsTable(program: Command): string {
  const rows = [['command', 'does'], ...leaves(program).map(rowOf)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The commands that have none of their own. */
function leaves(command: Command): readonly Command[] {
  return command.commands.flatMap((one) => (one.commands.length === 0 ? [one] : leaves(one)));
}

function rowOf(command: Command): readonly string[] {
  const example = examplesOf(command)[0] ?? command.name();
  return [`\`${example}\``, command.description()].map((cell) => cell.replaceAll('|', '\\|'));
}
