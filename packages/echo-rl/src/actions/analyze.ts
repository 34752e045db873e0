import { join } from 'node:path';
import { analyzeTrials, type ReportInput } from '@echo/report';
import { writeReport } from '@echo/report/node';
import type { AnalyzeArguments } from '../commands/analyze.js';
import { logOptions } from '../program/log-options.js';
import { analysisSummary, analysisText } from '../terminal/analysis-text.js';
import { clearReport, expectFreeFolder } from '../terminal/out-folder.js';
import { logOf } from './log-of.js';
import { stepsBeside } from './steps-beside.js';

/** Says how far the confidences in a log can be believed, and writes the report of it. */
export async function analyze(file: string, options: AnalyzeArguments): Promise<void> {
  const { out, force = false, risk, json = false } = options;
  if (out !== undefined) await expectFreeFolder(out, force);
  const log = await logOf(file, logOptions(options));
  const input: ReportInput = {
    trials: log.trials,
    ...(log.before.length > 0 && { before: log.before, steps: await stepsBeside(log.path) }),
    meta: { title: log.name, source: log.name, notes: log.notes },
  };
  const settings = { wantedRisk: risk };
  if (out !== undefined && force) await clearReport(out);
  const analysis =
    out === undefined ? analyzeTrials(input, settings) : await writeReport(out, input, settings);
  if (json) {
    const { format, confidences, leftOut } = log;
    const summary = { file, format, ...analysisSummary(analysis), confidences, leftOut };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  } else process.stdout.write(`${log.notes.join('\n')}\n\n${analysisText(analysis)}\n`);
  if (out !== undefined) process.stderr.write(`\nThe report is ${join(out, 'report.html')}.\n`);
}
