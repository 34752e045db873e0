import { EchoError } from '@echo/core';
import { compare, type EvalComparison, type EvalReport, evalReport, holm, type Trial } from '@echo/eval';
import { readTrials } from '../trials-file.js';
import { summarizeRun } from './summarize-run.js';

/** Several finished runs on the held-out tasks that all of them were measured on. */
export interface RunComparison {
  /** Tasks in common. */
  readonly n: number;
  /** Tasks that not every run was measured on: they are left out. */
  readonly leftOut: number;
  readonly runs: readonly ComparedRun[];
}

export interface ComparedRun {
  readonly path: string;
  /** After training, on the common tasks. */
  readonly report: EvalReport;
  /** The first run less this one, paired by task; null for the first. */
  readonly difference: EvalComparison | null;
  /** The p of each difference, corrected for the number of runs (Holm 1979); null for the first. */
  readonly adjustedP: Readonly<Record<ComparedMeasure, number | null>> | null;
}

/** A measure in which runs are compared. */
export type ComparedMeasure = (typeof MEASURES)[number];

const MEASURES = ['accuracy', 'ece', 'brier', 'auroc'] as const;

/**
 * Compares finished runs on the held-out tasks they share: each after training, and each with the first.
 *
 * Throws `not-found` for a folder that holds no run, and `invalid-input` for a run that is not finished and
 * where no task is common to all.
 */
export async function compareRuns(paths: readonly string[]): Promise<RunComparison> {
  const all: (readonly Trial[])[] = [];
  for (const path of paths) all.push(await trialsAfter(path));
  const [first = [], ...others] = all.map((trials) => new Set(trials.map(({ taskId }) => taskId)));
  const common = new Set([...first].filter((id) => others.every((ids) => ids.has(id))));
  if (common.size === 0)
    throw new EchoError(
      'invalid-input',
      `The runs ${paths.join(', ')} have no held-out task in common; compare runs of the same --tasks and --eval-tasks.`,
    );
  const shared = all.map((trials) => trials.filter(({ taskId }) => common.has(taskId)));
  const every = new Set(all.flatMap((trials) => trials.map(({ taskId }) => taskId)));
  const differences = shared.map((trials, i) => (i === 0 ? null : compare(shared[0] ?? [], trials)));
  const adjusted = MEASURES.map((name) => holm(differences.map((one) => one?.[name].p ?? null)));
  return {
    n: common.size,
    leftOut: every.size - common.size,
    runs: paths.map((path, i) => ({
      path,
      report: evalReport(shared[i] ?? []),
      difference: differences[i] ?? null,
      adjustedP: i === 0 ? null : adjustedOf((m) => adjusted[m]?.[i] ?? null),
    })),
  };
}

function adjustedOf(
  at: (measure: number) => number | null,
): Readonly<Record<ComparedMeasure, number | null>> {
  return { accuracy: at(0), ece: at(1), brier: at(2), auroc: at(3) };
}

async function trialsAfter(path: string): Promise<readonly Trial[]> {
  const { steps, of } = await summarizeRun(path);
  const trials = await readTrials(path, 'after');
  if (trials) return trials;
  throw new EchoError(
    'invalid-input',
    `The run in ${path} is not finished (step ${steps} of ${of}); go on with: echo-rl runs resume ${path}.`,
  );
}
