import { lstat, readdir, rm } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { REPORT_FOLDER } from '../run-report.js';
import { summarizeRun } from './summarize-run.js';

/** Everything that a run writes into its folder. */
const OWN = new Set([
  'adapter',
  'adapter-before',
  'checkpoints',
  'config.json',
  'events.csv',
  'events.jsonl',
  'events.out.tfevents',
  'report.json',
  REPORT_FOLDER,
  'tasks.sha256',
  'trials.jsonl',
]);

/**
 * Refuses to remove what is no run, and a link to one.
 *
 * A run whose folder also holds what no run writes is refused unless `force` lets that go, too. Throws
 * `not-found` for the first, else `invalid-input`.
 */
export async function assertRemovable(path: string, force = false): Promise<void> {
  await summarizeRun(path);
  const folder = path.replace(/[/\\]+$/, '') || path;
  if ((await lstat(folder)).isSymbolicLink())
    throw new EchoError('invalid-input', `${folder} is a link to a run; name the folder itself.`);
  const stranger = (await readdir(path)).find((name) => !OWN.has(name) && !name.endsWith('.tmp'));
  if (stranger !== undefined && !force)
    throw new EchoError(
      'invalid-input',
      `The folder ${path} also holds ${stranger}, which no run writes; move it away, or add --force to remove that, too.`,
    );
}

/**
 * Removes a run with everything in its folder.
 *
 * Throws what `assertRemovable` throws, and removes nothing then.
 */
export async function removeRun(
  path: string,
  { force = false }: { readonly force?: boolean } = {},
): Promise<void> {
  await assertRemovable(path, force);
  await rm(path, { recursive: true });
}
