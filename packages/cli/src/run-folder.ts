import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { z } from 'zod';
import { type TrainConfig, trainConfigSchema } from './train-config.js';

/** A run is a folder: configuration, log, checkpoints, trials, both adapters, report and figures. */
export interface RunFolder {
  readonly path: string;
  readonly config: TrainConfig;
}

/**
 * Starts a run in a new folder, or resumes one of the same configuration, but for its memory limit.
 *
 * Never touches a folder that holds anything else. A run that got no further than its configuration, refused
 * for its model or its tasks, is started anew. Throws `config-mismatch`.
 */
export async function openRun(path: string, config: TrainConfig, resume: boolean): Promise<RunFolder> {
  const configFile = join(path, 'config.json');
  const present = await entries(path);
  if (present.every((name) => name === 'config.json') && !(resume && present.length > 0)) {
    await saved(path, () => mkdir(path, { recursive: true }));
    await writeResult({ path, config }, 'config.json', config);
    return { path, config };
  }
  if (!present.includes('config.json')) {
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
  const stored = readConfig(configFile, await readFile(configFile, 'utf8'));
  for (const key of Object.keys(config) as (keyof TrainConfig)[]) {
    if (key !== 'memory' && stored[key] !== config[key]) {
      throw new EchoError(
        'config-mismatch',
        `The run in ${path} has ${key} ${JSON.stringify(stored[key])} where ${JSON.stringify(config[key])} is asked for; resume it as it was, or choose another --out.`,
      );
    }
  }
  if (stored.memory !== config.memory) await writeResult({ path, config }, 'config.json', config);
  return { path, config };
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

/** Whether a folder holds a run, or the runs of a comparison. */
export async function holdsRun(path: string): Promise<boolean> {
  const present = await entries(path);
  return (
    present.includes('config.json') || present.some((name) => existsSync(join(path, name, 'config.json')))
  );
}

/** The configuration a run was started with. */
export async function storedConfig(path: string): Promise<TrainConfig> {
  const file = join(path, 'config.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new EchoError(
      'not-found',
      `There is no run in ${path}: config.json is missing; start one without --resume.`,
    );
  });
  return readConfig(file, text);
}

function readConfig(file: string, text: string): TrainConfig {
  try {
    return trainConfigSchema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? ` (${cause.issues[0]?.message.replace(/\.$/, '')})` : '';
    throw new EchoError(
      'corrupt-file',
      `The file ${file} is not the configuration of a run of this version${reason}; start a new run in another folder.`,
      { cause },
    );
  }
}

/** Adds one line to the log; it is on disk when this returns. */
export async function appendEvent(run: RunFolder, event: object): Promise<void> {
  await saved(run.path, () =>
    appendFile(join(run.path, 'events.jsonl'), `${JSON.stringify(event)}\n`, { flush: true }),
  );
}

/** Drops the lines after `step`, and a last line cut short: they are made again, number for number. */
export async function truncateEvents(run: RunFolder, step: number): Promise<void> {
  const file = join(run.path, 'events.jsonl');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const kept = lines.filter((line) => {
    try {
      return (JSON.parse(line) as { step: number }).step <= step;
    } catch {
      return false;
    }
  });
  await saved(run.path, () => writeAtomically(file, kept.map((line) => `${line}\n`).join('')));
}

export function checkpointPath(run: RunFolder, step: number): string {
  return join(run.path, 'checkpoints', `step-${String(step).padStart(6, '0')}`);
}

/** The steps that have a checkpoint, oldest first. */
export async function checkpointSteps(run: RunFolder): Promise<number[]> {
  const names = await readdir(join(run.path, 'checkpoints')).catch(() => []);
  return names
    .flatMap((name) => /^step-(\d{6})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Keeps the newest two checkpoints, and that of step 0, which is what a resumed run compares with. */
export async function pruneCheckpoints(run: RunFolder): Promise<void> {
  for (const step of (await checkpointSteps(run)).filter((step) => step > 0).slice(0, -2))
    await rm(checkpointPath(run, step), { recursive: true });
}

/** Writes JSON (or text as it is) into the run's folder, whole or not at all. */
export async function writeResult(run: RunFolder, name: string, value: unknown): Promise<void> {
  const text = typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
  await saved(run.path, () => writeAtomically(join(run.path, name), text));
}

/** Reads what `writeResult` wrote; null when it is missing or no longer whole. */
export async function readResult<T>(run: RunFolder, name: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(join(run.path, name), 'utf8')) as T;
  } catch {
    return null;
  }
}

/** Writes a file whole or not at all. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function saved<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    const reason =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
        ? 'the disk is full'
        : String(cause);
    throw new EchoError(
      'write-failed',
      `Could not write into ${path}: ${reason}; what was saved before is intact, make room and add --resume.`,
      { cause },
    );
  }
}
