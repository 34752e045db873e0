import { join } from 'node:path';
import { type FinishedRun, REPORT_FOLDER } from '@echo/run/node';
import { beforeAndAfter } from './report-table.js';

/** What a finished run says at its end: the numbers, the verdict, and where to look next. */
export function finishedText({ report, analysis }: FinishedRun, out: string): string {
  const { headline, sentences } = analysis.verdict;
  const page = join(out, REPORT_FOLDER, 'report.html');
  return `\n${beforeAndAfter(report)}\n\n${[headline, ...sentences].join(' ')}

Look next at ${page}, the figures in ${join(out, REPORT_FOLDER, 'figures')}, and every answer in ${join(out, 'trials.jsonl')}.
`;
}
