import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { isRun, type RunSummary, summarizeRun } from './summarize-run.js';

/** Folders within folders that are looked into: a comparison keeps its runs in one of its own. */
const DEPTH = 3;

/**
 * The runs in a folder and in the folders in it, the one that was changed last first.
 *
 * A folder that is itself a run is listed alone. Throws `not-found` where there is no such folder.
 */
export async function listRuns(folder: string): Promise<readonly RunSummary[]> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new EchoError(
      'not-found',
      `There is no folder ${folder} (${cause.code}); name the one that holds your runs.`,
      { cause },
    );
  });
  const paths = await runsIn(folder, names, DEPTH);
  const runs = await Promise.all(paths.map(summarizeRun));
  return runs.sort((a, b) => b.changed.localeCompare(a.changed) || a.path.localeCompare(b.path));
}

async function runsIn(folder: string, names: readonly string[], depth: number): Promise<readonly string[]> {
  if (names.includes('config.json') && (await isRun(folder))) return [folder];
  if (depth === 0) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    found.push(...(await runsIn(path, await readdir(path).catch(() => []), depth - 1)));
  }
  return found;
}
