import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { cacheFolder } from '@echo/files/cache-folder';
import type { Task } from '../task.js';
import { datasetFiles } from './dataset-files.js';
import { type DownloadProgress, fetchFile } from './fetch-file.js';
import { keepingAt } from './keeping-at.js';
import { parquetRows } from './parquet-rows.js';
import type { Source, SourceSplit } from './source.js';
import { SOURCES, type SourceName } from './sources.js';

export interface DownloadOptions {
  /** `train` unless given. */
  readonly split?: SourceSplit;
  /**
   * The most tasks, taken from the start and, for ARC, in equal parts from the Easy and the Challenge set;
   * all unless given.
   */
  readonly limit?: number;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface DownloadedTasks {
  readonly tasks: readonly Task[];
  /** Why rows became no task, and how many each time. */
  readonly skipped: readonly { readonly reason: string; readonly rows: number }[];
}

/**
 * The tasks of a published source, from the parquet files of a pinned commit on the Hub.
 *
 * Files are kept in the user's cache and checked against the SHA-256 the Hub lists. `HF_ENDPOINT` names a
 * mirror, `HF_TOKEN` is sent where it is set.
 *
 * @throws EchoError `invalid-input` for a name, split or limit that is none; `download-failed` when files
 * cannot be fetched or are not what they should be, `write-failed` when they cannot be kept, `corrupt-file`
 * when one is no parquet file
 */
export async function downloadTasks(
  name: SourceName,
  { split = 'train', limit = Number.POSITIVE_INFINITY, onProgress = () => {} }: DownloadOptions = {},
): Promise<DownloadedTasks> {
  const source = checkedSource(name, split);
  if (limit !== Number.POSITIVE_INFINITY && !(Number.isInteger(limit) && limit >= 1)) {
    throw new EchoError('invalid-input', `Expected \`limit\` to be a whole number from 1 up, got ${limit}.`);
  }
  const tasks = new Map<string, Task>();
  const skipped = new Map<string, number>();
  for (const [i, config] of source.configs.entries()) {
    const enough = Math.min(
      limit,
      tasks.size + Math.ceil((limit - tasks.size) / (source.configs.length - i)),
    );
    let index = 0;
    for await (const row of rowsOf(source, config, split, onProgress)) {
      if (tasks.size >= enough) break;
      const outcome = source.rowToTask(row, { config, split, index });
      index += 1;
      const reason =
        typeof outcome === 'string' ? outcome : tasks.has(outcome.id) ? 'an earlier row has its id' : null;
      if (reason !== null) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
      else if (typeof outcome !== 'string') tasks.set(outcome.id, outcome);
    }
  }
  return {
    tasks: [...tasks.values()],
    skipped: [...skipped].map(([reason, rows]) => ({ reason, rows })),
  };
}

function checkedSource(name: SourceName, split: SourceSplit): Source {
  if (!Object.hasOwn(SOURCES, name)) {
    throw new EchoError(
      'invalid-input',
      `Expected \`name\` to be one of ${Object.keys(SOURCES).join(', ')}, got ${String(name)}.`,
    );
  }
  const source = SOURCES[name];
  if (!source.splits.includes(split)) {
    throw new EchoError(
      'invalid-input',
      `${name} has no split ${String(split)} with published answers; choose ${source.splits.join(' or ')}.`,
    );
  }
  return source;
}

async function* rowsOf(
  source: Source,
  config: string,
  split: SourceSplit,
  onProgress: (progress: DownloadProgress) => void,
): AsyncGenerator<unknown> {
  const folder = join(cacheFolder('datasets'), source.repository.replace('/', '--'), source.revision);
  const list = join(folder, `${config}.json`);
  const listed = await keepingAt(list, () => datasetFiles(source, config, list));
  const files = listed.filter(({ path }) => path.startsWith(`${config}/${split}-`));
  if (files.length === 0) {
    throw new EchoError(
      'download-failed',
      `${source.repository} lists no parquet file ${config}/${split}-…; check that HF_ENDPOINT is a mirror of the Hub.`,
    );
  }
  for (const file of files) {
    const target = join(folder, ...file.path.split('/'));
    await keepingAt(target, () => fetchFile(source, file, target, onProgress));
    yield* parquetRows(target, source.columns);
  }
}
