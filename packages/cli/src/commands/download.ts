import type { SourceName, SourceSplit } from '@echo/tasks/hub';
import { type Command, Option } from 'commander';
import { addCommand, completeWhenCalled, integerAtLeast, oneOf } from 'echo-rl/commands';

export interface DownloadArguments {
  readonly source?: readonly SourceName[];
  readonly split: SourceSplit;
  readonly out: string;
  readonly limit?: number;
  readonly json?: boolean;
}

/** Adds the command `download`, which fetches published tasks. */
export function addDownload(program: Command): void {
  const command = addCommand(program, 'download', {
    description: 'fetch published tasks from the Hugging Face Hub into a task file (HF_ENDPOINT, HF_TOKEN)',
    examples: ['echo-rl download --source gsm8k,arc --split test --out tasks.jsonl --limit 500'],
  })
    .addOption(
      new Option('--split <name>', 'train, validation or test')
        .argParser(oneOf(['train', 'validation', 'test'] as const))
        .default('train'),
    )
    .requiredOption('--out <file>', 'the .jsonl or .csv file to write')
    .option('--limit <n>', 'the most tasks of each source; all unless given', integerAtLeast(1))
    .option('--json', 'print one line of JSON')
    .action(async (options: DownloadArguments) => {
      const { downloadAction } = await import('../actions/download.js');
      await downloadAction(options);
    });
  completeWhenCalled(command, async () => {
    const { addSources } = await import('../actions/download.js');
    addSources(command);
  });
}
