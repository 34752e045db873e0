import { EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import {
  type DownloadProgress,
  downloadTasks,
  SOURCES,
  type SourceName,
  type SourceSplit,
} from '@echo/tasks/hub';
import { writeTasks } from '@echo/tasks/node';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { integerAtLeast } from '../arguments.js';

interface DownloadArguments {
  readonly source?: readonly SourceName[];
  readonly split: SourceSplit;
  readonly out: string;
  readonly limit?: number;
}

const NAMES = Object.keys(SOURCES) as readonly SourceName[];

/** Adds the command `download`, which fetches tasks or a model. */
export function addDownload(program: Command): void {
  program
    .command('download')
    .description('fetch published tasks from the Hugging Face Hub into a task file (HF_ENDPOINT, HF_TOKEN)')
    .option('--source <names>', `of ${NAMES.join(',')}; all that have the split unless given`, sources)
    .addOption(
      new Option('--split <name>', 'which part').choices(['train', 'validation', 'test']).default('train'),
    )
    .requiredOption('--out <file>', 'the .jsonl or .csv file to write')
    .option('--limit <n>', 'the most tasks of each source; all unless given', integerAtLeast(1))
    .action(async ({ source, split, out, limit }: DownloadArguments) => {
      const names = source ?? NAMES.filter((name) => SOURCES[name].splits.includes(split));
      const tasks: Task[] = [];
      for (const name of names) {
        const { tasks: found, skipped } = await downloadTasks(name, {
          split,
          onProgress: showProgress(),
          ...(limit !== undefined && { limit }),
        });
        tasks.push(...found);
        process.stderr.write(`${name}: ${found.length} tasks\n`);
        for (const { reason, rows } of skipped)
          process.stderr.write(`${name}: ${rows} ${rows === 1 ? 'row' : 'rows'} left out: ${reason}\n`);
      }
      if (tasks.length === 0)
        throw new EchoError('not-found', 'No row became a task; choose another --split.');
      await writeTasks(out, tasks);
      process.stderr.write(`${tasks.length} tasks written to ${out}\n`);
    });
}

function sources(text: string): readonly SourceName[] {
  return [...new Set(text.split(','))].map((part) => {
    const name = NAMES.find((known) => known === part.trim());
    if (!name) throw new InvalidArgumentError(`Expected names of ${NAMES.join(', ')}, with commas between.`);
    return name;
  });
}

/** A line for each file, and on a terminal its percentage. */
function showProgress(): (progress: DownloadProgress) => void {
  let shown = '';
  return ({ file, received, total }) => {
    const line = `downloading ${file} (${(total / 1e6).toFixed(1)} MB)`;
    if (!process.stderr.isTTY) {
      if (line !== shown) process.stderr.write(`${line}\n`);
      shown = line;
      return;
    }
    const percent = `${Math.floor((100 * received) / total)} %`;
    const end = received === total ? '\n' : '';
    if (percent !== shown || end !== '') process.stderr.write(`\r\u001b[K${line} ${percent}${end}`);
    shown = percent;
  };
}
