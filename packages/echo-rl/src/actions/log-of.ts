import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EchoError } from '@echo/core';
import { logNotes } from '../log/log-notes.js';
import type { ReadLogOptions } from '../log/log-row.js';
import { readLogFile } from '../log/node/read-log-file.js';
import type { ReadLog } from '../log/read-log.js';

/** A log that a command was given, and what a report says about it. */
export interface GivenLog extends ReadLog {
  readonly path: string;
  readonly name: string;
  /** What was read how, a sentence each. */
  readonly notes: readonly string[];
}

/** Reads the log that a path names; of a folder its `trials.jsonl`. Throws what `readLog` throws. */
export async function logOf(given: string, options: ReadLogOptions): Promise<GivenLog> {
  const path = fileOf(given);
  const log = await readLogFile(path, options);
  return { ...log, path, name: basename(given), notes: logNotes(log) };
}

function fileOf(given: string): string {
  if (!existsSync(given) || !statSync(given).isDirectory()) return given;
  const trials = join(given, 'trials.jsonl');
  if (existsSync(trials)) return trials;
  throw new EchoError(
    'not-found',
    `The folder ${given} holds no trials.jsonl; name the file of a log, or the folder of an evaluation or a run.`,
  );
}
