import { type Command, Option } from 'commander';
import { addCommand, oneOf } from 'echo-rl/commands';
import { bytes, MEMORY } from '../arguments.js';

export interface RunsArguments {
  readonly json?: boolean;
}

export interface RemoveArguments extends RunsArguments {
  readonly yes?: boolean;
  readonly force?: boolean;
}

export interface ResumeArguments extends RunsArguments {
  readonly memory?: number;
}

export interface ExportArguments extends RunsArguments {
  readonly format: 'csv' | 'json';
  readonly steps?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

const ONE_LINE = ['--json', 'print one line of JSON'] as const;

/** Adds `runs list`, `runs compare`, `runs remove`, `runs resume` and `runs export`. */
export function addRuns(program: Command): void {
  const runs = addCommand(program, 'runs', {
    description: 'list, compare, remove, resume and export training runs',
    examples: [
      'echo-rl runs list',
      'echo-rl runs compare runs/first runs/second',
      'echo-rl runs remove runs/first --yes',
      'echo-rl runs resume runs/second',
      'echo-rl runs export runs/first runs/second --out runs.csv',
    ],
  });
  addCommand(runs, 'list', {
    description: 'list the runs in a folder: how far each is, and its held-out ECE before and after',
    examples: ['echo-rl runs list', 'echo-rl runs list experiments --json'],
  })
    .argument('[folder]', 'the folder with the runs', 'runs')
    .option(...ONE_LINE)
    .action(async (folder: string, options: RunsArguments) => {
      const { listAction } = await import('../actions/run-folders/list.js');
      await listAction(folder, options);
    });
  addCommand(runs, 'compare', {
    description: 'compare finished runs side by side on the held-out tasks they share, with intervals',
    examples: ['echo-rl runs compare runs/first runs/second runs/third'],
  })
    .argument('<runs...>', 'two folders of runs, or more; each is compared with the first')
    .option(...ONE_LINE)
    .action(async (paths: readonly string[], options: RunsArguments) => {
      const { compareAction } = await import('../actions/run-folders/compare.js');
      await compareAction(paths, options);
    });
  addCommand(runs, 'remove', {
    description: 'remove runs with everything in their folders; asks first',
    examples: ['echo-rl runs remove runs/first', 'echo-rl runs remove runs/first runs/second --yes'],
  })
    .argument('<runs...>', 'folders of runs')
    .option('--yes', 'do not ask')
    .option('--force', 'remove also what no run writes')
    .option(...ONE_LINE)
    .action(async (paths: readonly string[], options: RemoveArguments) => {
      const { removeAction } = await import('../actions/run-folders/remove.js');
      await removeAction(paths, options);
    });
  addCommand(runs, 'resume', {
    description: 'go on with a run that was stopped or killed',
    examples: ['echo-rl runs resume runs/first'],
  })
    .argument('<run>', 'the folder of the run')
    .option(...MEMORY, bytes)
    .option('--json', 'one JSON object a line instead of text')
    .action(async (out: string, options: ResumeArguments) => {
      const { trainAction } = await import('../actions/train.js');
      await trainAction({ out, resume: true, ...options });
    });
  addCommand(runs, 'export', {
    description: 'export runs as one table for other tools: a row for each run, or for each step',
    examples: [
      'echo-rl runs export runs/first runs/second --out runs.csv',
      'echo-rl runs export runs/first --steps --format json',
    ],
  })
    .argument('<runs...>', 'folders of runs')
    .addOption(
      new Option('--format <name>', 'csv or json').argParser(oneOf(['csv', 'json'] as const)).default('csv'),
    )
    .option('--steps', 'a row for each training step')
    .option('--out <file>', 'where it goes; to stdout unless given')
    .option('--force', 'write over a file that is there')
    .option('--json', 'the same as --format json')
    .action(async (paths: readonly string[], options: ExportArguments) => {
      const { exportAction } = await import('../actions/run-folders/export.js');
      await exportAction(paths, options);
    });
}
