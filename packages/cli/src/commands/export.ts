import type { Command } from 'commander';
import { addCommand } from 'echo-rl/commands';

export interface ExportArguments {
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `export`, which writes the episodes of a store to a file. */
export function addExport(program: Command): void {
  addCommand(program, 'export', {
    description: 'write every episode that a server has kept to a Parquet or JSON lines file',
    examples: [
      'echo-rl export echo-episodes.db --out episodes.parquet',
      'echo-rl export postgres://localhost/echo --out episodes.jsonl',
    ],
  })
    .argument('<store>', 'the SQLite file, or postgres://…')
    .requiredOption('--out <file>', 'a name that ends in .parquet or .jsonl')
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (store: string, options: ExportArguments) => {
      const { exportEpisodes } = await import('../actions/export.js');
      await exportEpisodes(store, options);
    });
}
