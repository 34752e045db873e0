import { type Command, Option } from 'commander';
import { addCommand } from '../program/create-program.js';
import { integerAtLeast, oneOf } from '../program/options.js';

export interface PlotsArguments {
  readonly out: string;
  readonly png?: boolean;
  readonly theme: 'light' | 'dark';
  readonly width?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `plots`, which draws every figure of a run, an evaluation, a report or a log. */
export function addPlots(program: Command): void {
  addCommand(program, 'plots', {
    description:
      'draw every figure of a run, an evaluation, a report or a log; of our own results with nothing given',
    examples: [
      'echo-rl plots runs/demo --out figures',
      'echo-rl plots report/report.json --png',
      'echo-rl plots',
    ],
  })
    .argument('[source]', 'a folder of a run, an evaluation or a report, or a log')
    .option('--out <folder>', 'where the figures go', 'figures')
    .option('--png', 'write PNG beside SVG')
    .addOption(
      new Option('--theme <name>', 'light or dark')
        .argParser(oneOf(['light', 'dark'] as const))
        .default('light'),
    )
    .option('--width <pixels>', '640 unless given; 360 suits a phone', integerAtLeast(240))
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON: the files')
    .action(async (source: string | undefined, options: PlotsArguments) => {
      const { plots } = await import('../actions/plots.js');
      await plots(source, options);
    });
}
