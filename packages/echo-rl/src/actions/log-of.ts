import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EchoError } from '@echo/core';
import { count } from '@echo/plots';
import type { ReadLogOptions } from '../log/log-row.js';
import { type ReadLog, readLog } from '../log/read-log.js';

/** A log that a command was given, and what a report says about it. */
export interface GivenLog extends ReadLog {
  readonly path: string;
  readonly name: string;
  /** What was read how, a sentence each. */
  readonly notes: readonly string[];
}

const LABELS: Readonly<Record<ReadLog['format'], string>> = {
  promptfoo: 'promptfoo',
  inspect: 'Inspect',
  'lm-evaluation-harness': 'lm-evaluation-harness',
  'openai-evals': 'OpenAI evals',
  echo: 'trials of ECHO',
  records: 'records in JSON',
  csv: 'CSV',
};

/** Reads the log that a path names; of a folder its `trials.jsonl`. Throws what `readLog` throws. */
export async function logOf(given: string, options: ReadLogOptions): Promise<GivenLog> {
  const path = fileOf(given);
  const log = await readLog(path, options);
  return { ...log, path, name: basename(given), notes: notesOf(log) };
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

function notesOf({ format, guessed, confidences, leftOut, partial }: ReadLog): readonly string[] {
  const rows = (n: number) => `${count(n)} ${n === 1 ? 'answer' : 'answers'}`;
  const from = confidences.map(
    ({ source, name, rows: n, percent }) =>
      `${source === 'field' ? `the field ${name}` : name}${percent ? ', in per cents,' : ''} for ${rows(n)}`,
  );
  const reasons = Object.entries(leftOut).map(([reason, n]) => `${count(n)} ${reason}`);
  return [
    `Read as ${LABELS[format]}${guessed ? ', a guess' : ''}.`,
    `The confidence comes from ${from.join('; ')}.`,
    ...(reasons.length > 0 ? [`Left out: ${reasons.join(', ')}.`] : []),
    ...(partial > 0 ? [`Partial credit of ${rows(partial)} counts as correct above .5.`] : []),
  ];
}
