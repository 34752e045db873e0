import { CONFIG_OPTIONS } from './config-options.js';

/** The options of a run as a Markdown table. */
export function optionsTable(): string {
  const rows = [
    ['option', 'flag', 'default', 'meaning'],
    ...CONFIG_OPTIONS.map(({ name, flag, value, default: unlessGiven, description, choices }) => [
      `\`${name}\``,
      `\`${flag}${value === null ? '' : ` <${value}>`}\``,
      unlessGiven,
      `${choices ? `${choices.map((choice) => `\`${choice}\``).join(', ')}: ` : ''}${description}`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
