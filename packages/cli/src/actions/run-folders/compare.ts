import type { EvalReport } from '@echo/eval';
import { type ComparedRun, compareRuns } from '@echo/run/node';
import { misuse, textTable } from 'echo-rl/commands';
import type { RunsArguments } from '../../commands/runs.js';
import { number, percent, withInterval } from '../../numbers.js';

/** Prints finished runs side by side on the held-out tasks they share. */
export async function compareAction(
  paths: readonly string[],
  { json = false }: RunsArguments,
): Promise<void> {
  if (paths.length < 2) misuse('name two runs to compare, or more.');
  const comparison = await compareRuns(paths);
  if (json) {
    process.stdout.write(`${JSON.stringify(comparison)}\n`);
    return;
  }
  const { n, leftOut, runs } = comparison;
  const left = leftOut > 0 ? ` (${leftOut} left out, as not every run was measured on them)` : '';
  process.stdout.write(
    `After training, on ${n} held-out tasks${left}, with 95 % intervals:\n\n${textTable([MEASURES, ...runs.map(measuresRow)])}\n\n${runs[0]?.path} less each other, paired by task:\n\n${textTable([DIFFERENCES, ...runs.slice(1).map(differenceRow)])}\n`,
  );
}

const MEASURES = ['', 'accuracy', 'confidence', 'ECE', 'Brier score', 'AUROC', 'overconfident'];

function measuresRow({ path, report }: ComparedRun): readonly string[] {
  const { accuracy, meanConfidence, ece, brier, auroc, overconfidenceRate, intervals }: EvalReport = report;
  return [
    path,
    withInterval(accuracy, intervals.accuracy, percent),
    percent(meanConfidence),
    withInterval(ece.value, ece),
    withInterval(brier, intervals.brier),
    withInterval(auroc, intervals.auroc),
    percent(overconfidenceRate),
  ];
}

const DIFFERENCES = [
  '',
  ...['accuracy', 'ECE', 'Brier score', 'AUROC'].flatMap((name) => [name, 'p (Holm)']),
];

function differenceRow({ path, difference, adjustedP }: ComparedRun): readonly string[] {
  if (!(difference && adjustedP)) return [path];
  const names = ['accuracy', 'ece', 'brier', 'auroc'] as const;
  return [
    path,
    ...names.flatMap((name) => [
      withInterval(difference[name].value, difference[name]),
      number(adjustedP[name]),
    ]),
  ];
}
