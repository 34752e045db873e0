import { EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import { downloadTasks, SOURCES, type SourceName } from '@echo/tasks/hub';
import { writeTasks } from '@echo/tasks/node';
import { type Command, InvalidArgumentError } from 'commander';
import type { DownloadArguments } from '../commands/download.js';
import { showDownload } from './show-download.js';

const NAMES = Object.keys(SOURCES) as readonly SourceName[];

/** Gives `download` its option of the sources. */
export function addSources(command: Command): Command {
  return command.option(
    '--source <names>',
    `of ${NAMES.join(',')}; all that have the split unless given`,
    sources,
  );
}

/** Fetches published tasks into a file. */
export async function downloadAction({
  source,
  split,
  out,
  limit,
  json = false,
}: DownloadArguments): Promise<void> {
  const names = source ?? NAMES.filter((name) => SOURCES[name].splits.includes(split));
  const tasks: Task[] = [];
  for (const name of names) {
    const { tasks: found, skipped } = await downloadTasks(name, {
      split,
      onProgress: showDownload(),
      ...(limit !== undefined && { limit }),
    });
    tasks.push(...found);
    process.stderr.write(`${name}: ${found.length} tasks\n`);
    for (const { reason, rows } of skipped)
      process.stderr.write(`${name}: ${rows} ${rows === 1 ? 'row' : 'rows'} left out: ${reason}\n`);
  }
  if (tasks.length === 0) throw new EchoError('not-found', 'No row became a task; choose another --split.');
  await writeTasks(out, tasks);
  process.stderr.write(`${tasks.length} tasks written to ${out}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ file: out, tasks: tasks.length, sources: names })}\n`);
}

function sources(text: string): readonly SourceName[] {
  return [...new Set(text.split(','))].map((part) => {
    const name = NAMES.find((known) => known === part.trim());
    if (!name) throw new InvalidArgumentError(`Expected names of ${NAMES.join(', ')}, with commas between.`);
    return name;
  });
}
