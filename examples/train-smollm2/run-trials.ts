import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from '@echo/eval';

/** The trials of a finished run, before GRPO and after it, as in its trials.jsonl. */
export interface RunTrials {
  readonly before: readonly Trial[];
  readonly after: readonly Trial[];
}

/** The trials of a run's folder, or of one that results are kept in. */
export function runTrials(folder: string): RunTrials {
  const lines = readFileSync(join(folder, 'trials.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Trial & { readonly when: keyof RunTrials });
  const of = (evaluation: keyof RunTrials): readonly Trial[] =>
    lines.filter(({ when }) => when === evaluation).map(({ when: _, ...trial }) => trial);
  return { before: of('before'), after: of('after') };
}
