import type { Command } from 'commander';
import { addCommand } from '../program/create-program.js';
import { misuse } from '../program/exit.js';
import { addLogOptions, type LogArguments } from '../program/log-options.js';
import { integerAtLeast, share } from '../program/options.js';

export interface RecalibrateArguments extends LogArguments {
  readonly out?: string;
  readonly map?: string;
  readonly apply?: string;
  readonly applied?: string;
  readonly risk: number;
  readonly folds: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `recalibrate`, which fits a map from stated to believable confidences. */
export function addRecalibrate(program: Command): void {
  const command = addCommand(program, 'recalibrate', {
    description: 'fit a map from stated to believable confidences, say what it gains, and apply it',
    examples: [
      'echo-rl recalibrate dev.jsonl --out map.json --risk .05',
      'echo-rl recalibrate dev.jsonl --apply test.jsonl --applied test-recalibrated.jsonl',
      'echo-rl recalibrate --map map.json --apply new.csv',
    ],
  }).argument('[file]', 'the log to fit the map on; left out with --map');
  addLogOptions(command)
    .option('--out <file>', 'write the map as JSON')
    .option('--map <file>', 'use this map instead of fitting one')
    .option('--apply <file>', 'apply the map to another log, and measure it there')
    .option('--applied <file>', 'write the answers of --apply with their new confidences, as JSON lines')
    .option('--risk <share>', 'the share of incorrect answers to abstain for', share, 0.1)
    .option('--folds <n>', 'of the cross-validation', integerAtLeast(2), 5)
    .option('--force', 'write over files that are there')
    .option('--json', 'print one line of JSON')
    .action(async (file: string | undefined, options: RecalibrateArguments) => {
      if ((file === undefined) === (options.map === undefined))
        misuse('give either a log to fit a map on, or --map with --apply.');
      if (options.map !== undefined && options.apply === undefined)
        misuse('--map wants --apply, the log to apply it to.');
      if (options.applied !== undefined && options.apply === undefined)
        misuse('--applied wants --apply, the log to apply the map to.');
      const { recalibrate } = await import('../actions/recalibrate.js');
      await recalibrate(file, options);
    });
}
