import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trial } from '@echo/eval';
import type { When } from '../run-event.js';
import { writeResult } from './write-result.js';

const FILE = 'trials.jsonl';

/** A line of trials.jsonl. */
type TrialLine = Trial & { readonly when: When };

/** Writes every trial of a run's evaluations so far, one a line; the file is replaced whole or not at all. */
export async function writeTrials(
  folder: string,
  { before = [], after = [] }: Readonly<Partial<Record<When, readonly Trial[]>>>,
): Promise<void> {
  const lines = (when: When, trials: readonly Trial[]) =>
    trials.map((trial) => `${JSON.stringify({ when, ...trial } satisfies TrialLine)}\n`);
  await writeResult(folder, FILE, [...lines('before', before), ...lines('after', after)].join(''));
}

/** The trials of one evaluation of a run; null when it is not finished, or the file is no longer whole. */
export async function readTrials(folder: string, when: When): Promise<readonly Trial[] | null> {
  try {
    const text = await readFile(join(folder, FILE), 'utf8');
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
