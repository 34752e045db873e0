import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trial } from '@echo/eval';
import { type RunFolder, writeResult } from './run-folder.js';

const FILE = 'trials.jsonl';

/** The evaluation of a run that a trial belongs to: before GRPO or after it. */
export type When = 'before' | 'after';

/** A line of trials.jsonl. */
type TrialLine = Trial & { readonly when: When };

/** Writes every trial of a run's evaluations so far, one a line; the file is replaced whole or not at all. */
export async function writeTrials(
  run: RunFolder,
  { before, after = [] }: { readonly before: readonly Trial[]; readonly after?: readonly Trial[] },
): Promise<void> {
  const lines = (when: When, trials: readonly Trial[]) =>
    trials.map((trial) => `${JSON.stringify({ when, ...trial } satisfies TrialLine)}\n`);
  await writeResult(run, FILE, [...lines('before', before), ...lines('after', after)].join(''));
}

/** The trials of one evaluation of a run; null when it is not finished, or the file is no longer whole. */
export async function readTrials(run: RunFolder, when: When): Promise<readonly Trial[] | null> {
  try {
    const text = await readFile(join(run.path, FILE), 'utf8');
    const all = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as TrialLine);
    const trials = all.filter((line) => line.when === when).map(({ when: _, ...trial }) => trial);
    return trials.length > 0 ? trials : null;
  } catch {
    return null;
  }
}
