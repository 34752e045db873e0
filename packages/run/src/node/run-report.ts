import { basename, join } from 'node:path';
import { EchoError } from '@echo/core';
import { withQuestions } from '@echo/eval';
import type { ReportAnalysis } from '@echo/report';
import { writeReport } from '@echo/report/node';
import type { Task } from '@echo/tasks';
import { readEvents } from './events-file.js';
import type { RunFolder } from './run-folder.js';
import { readTrials } from './trials-file.js';
import { intoFolder } from './write-result.js';

/** The folder of the report within that of a run. */
export const REPORT_FOLDER = 'report';

/**
 * Writes what a finished run has shown into its folder: a page, Markdown, the numbers and every figure.
 *
 * `tasks` are those it was measured on. Throws `invalid-input` for a run without its trials, and
 * `write-failed`.
 */
export async function writeRunReport(
  { path, config }: RunFolder,
  tasks: readonly Task[],
): Promise<ReportAnalysis> {
  const [before, after] = [await readTrials(path, 'before'), await readTrials(path, 'after')];
  if (!(before && after))
    throw new EchoError(
      'invalid-input',
      `The run in ${path} has not been measured before and after; finish it with --resume.`,
    );
  const name = basename(path);
  const { model, reward, seed, steps } = config;
  return await intoFolder(path, async () =>
    writeReport(join(path, REPORT_FOLDER), {
      before: withQuestions(before, tasks),
      trials: withQuestions(after, tasks),
      steps: await readEvents(path),
      meta: {
        title: `${basename(model)} before and after training`,
        source: `${name}/trials.jsonl`,
        notes: [`${steps} steps with the reward ${reward}, seed ${seed}; the settings are in config.json.`],
      },
    }),
  );
}
