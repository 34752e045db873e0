import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import type { RunConfig } from '../config-schema.js';
import { configDifference, storedRunConfig } from '../run-config.js';
import { intoFolder, writeResult } from './write-result.js';

/** A run is a folder: configuration, log, checkpoints, trials, both adapters, report and figures. */
export interface RunFolder {
  readonly path: string;
  readonly config: RunConfig;
}

const CONFIG = 'config.json';

/**
 * Starts a run in a new folder, or resumes one of the same configuration, but for what decides no
 * number.
 *
 * Never touches a folder that holds anything else. A run that got no further than its configuration, refused
 * for its model or its tasks, is started anew. Throws `config-mismatch`.
 */
export async function openRun(
  path: string,
  config: RunConfig,
  { resume = false }: { readonly resume?: boolean } = {},
): Promise<RunFolder> {
  const present = await entries(path);
  if (present.every((name) => name === CONFIG) && !(resume && present.length > 0)) {
    await intoFolder(path, () => mkdir(path, { recursive: true }));
    await writeResult(path, CONFIG, config);
    return { path, config };
  }
  if (!present.includes(CONFIG)) {
    throw new EchoError(
      'config-mismatch',
      `The folder ${path} is not empty and holds no run; choose another --out.`,
    );
  }
  if (!resume)
    throw new EchoError(
      'config-mismatch',
      `The folder ${path} already holds a run; add --resume to go on with it, or choose another --out.`,
    );
  const stored = await readRunConfig(path);
  const other = configDifference(stored, config);
  if (other !== null) {
    throw new EchoError(
      'config-mismatch',
      `The run in ${path} has ${other} ${JSON.stringify(stored[other])} where ${JSON.stringify(config[other])} is asked for; resume it as it was, or choose another --out.`,
    );
  }
  if (JSON.stringify(stored) !== JSON.stringify(config)) await writeResult(path, CONFIG, config);
  return { path, config };
}

/** Whether a folder holds a run, or the runs of a comparison. */
export async function holdsRun(path: string): Promise<boolean> {
  const present = await entries(path);
  return present.includes(CONFIG) || present.some((name) => existsSync(join(path, name, CONFIG)));
}

/** The configuration a run was started with. Throws `not-found` or `corrupt-file`. */
export async function readRunConfig(path: string): Promise<RunConfig> {
  const file = join(path, CONFIG);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new EchoError(
      'not-found',
      `There is no run in ${path}: config.json is missing; start one without --resume.`,
    );
  });
  try {
    return storedRunConfig(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof EchoError ? ` (${cause.message.replace(/\.$/, '')})` : '';
    throw new EchoError(
      'corrupt-file',
      `The file ${file} is not the configuration of a run of this version${reason}; start a new run in another folder.`,
      { cause },
    );
  }
}

/** The entries of a folder but for interrupted writes; none when there is no folder. */
async function entries(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => !name.endsWith('.tmp'));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    const reason = code === 'ENOTDIR' ? 'is not a folder' : `cannot be read (${message})`;
    throw new EchoError('config-mismatch', `${path} ${reason}; choose another --out.`, { cause });
  }
}
