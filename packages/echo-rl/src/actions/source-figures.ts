import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EchoError } from '@echo/core';
import { elicitationComparison, type FigureOptions, type FigureSpec } from '@echo/plots';
import { analyzeTrials, type ReportAnalysis, reportFigures } from '@echo/report';
import { logOf } from './log-of.js';
import { methodRows } from './method-rows.js';
import { stepsBeside } from './steps-beside.js';

/** A figure with the name of its file. */
export interface NamedFigure {
  readonly name: string;
  readonly draw: (options: Pick<FigureOptions, 'theme' | 'width'>) => FigureSpec;
}

/** The figures of a log, or of the report.json of a report. */
export async function figuresOfLog(path: string, title: string): Promise<readonly NamedFigure[]> {
  const report = reportIn(path);
  if (report) return reportFigures(report);
  const log = await logOf(path, {});
  return reportFigures(
    analyzeTrials({
      trials: log.trials,
      ...(log.before.length > 0 && { before: log.before, steps: await stepsBeside(path) }),
      meta: { title, source: log.name },
    }),
  );
}

/** The figures of a run, of an evaluation with all its methods, or of a report. */
export async function figuresOfFolder(folder: string): Promise<readonly NamedFigure[]> {
  const title = basename(folder);
  const figures: NamedFigure[] = [];
  const methods = join(folder, 'methods.json');
  if (existsSync(methods)) {
    const { rows, n } = methodRows(await readFile(methods, 'utf8'));
    figures.push({
      name: 'methods',
      draw: (options) =>
        elicitationComparison(rows, {
          title: 'Ways to elicit a confidence',
          source: `${title}/methods.json`,
          n,
          ...options,
        }),
    });
    for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    ))
      if (existsSync(join(folder, name, 'report.json')))
        for (const figure of await figuresOfLog(join(folder, name, 'trials.jsonl'), name))
          figures.push({ ...figure, name: join(name, figure.name) });
  }
  for (const file of ['trials.jsonl', 'report.json']) {
    if (figures.length > 0 || !existsSync(join(folder, file))) continue;
    figures.push(...(await figuresOfLog(join(folder, file), title)));
  }
  if (figures.length === 0)
    throw new EchoError(
      'not-found',
      `The folder ${folder} holds neither trials.jsonl nor report.json; name a run, an evaluation, a report or a log.`,
    );
  return figures;
}

function reportIn(path: string): ReportAnalysis | null {
  if (!path.endsWith('.json')) return null;
  try {
    const value = JSON.parse(readFileSync(path, 'utf8'));
    return value?.format === 'echo-report' ? { steps: [], ...value } : null;
  } catch {
    return null; // Not a report; readLog says what is wrong with it.
  }
}
