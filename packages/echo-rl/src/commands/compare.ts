import type { Command } from 'commander';
import { addCommand } from '../program/create-program.js';
import { addLogOptions, type LogArguments } from '../program/log-options.js';

export interface CompareArguments extends LogArguments {
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `compare`, which tells whether one evaluation is better than another. */
export function addCompare(program: Command): void {
  const command = addCommand(program, 'compare', {
    description: 'compare two evaluations of the same tasks: paired tests, and which domains moved',
    examples: [
      'echo-rl compare before/trials.jsonl after/trials.jsonl',
      'echo-rl compare a.json b.json --out comparison',
    ],
  })
    .argument('<first>', 'a log, or the folder of an evaluation')
    .argument('<second>', 'another of the same tasks');
  addLogOptions(command)
    .option('--out <folder>', 'write a report that shows both')
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (first: string, second: string, options: CompareArguments) => {
      const { compareLogs } = await import('../actions/compare.js');
      await compareLogs(first, second, options);
    });
}
