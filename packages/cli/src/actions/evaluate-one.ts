import { join } from 'node:path';
import { evalReport, evaluateAll, withQuestions } from '@echo/eval';
import { fileTrialStore } from '@echo/eval/node';
import { analyzeTrials } from '@echo/report';
import { writeReport } from '@echo/report/node';
import { analysisSummary, analysisText } from 'echo-rl/terminal';
import { evaluateOptions } from '../open-completer.js';
import { interruptible } from '../with-interrupt.js';
import type { Evaluating } from './eval.js';
import { evalProgress } from './eval-progress.js';
import { expectAnswered } from './expect-answered.js';

/** Evaluates by one method: the trials go into the folder's log as they finish, then the report. */
export async function evaluateOne({ opened, tasks, methods, asking, options }: Evaluating): Promise<void> {
  const { out, json = false, retryFailed = false } = options;
  const [method] = methods;
  const { onProgress, end } = evalProgress('tasks');
  const trials = await interruptible(resumeHint(out), (signal) =>
    evaluateAll(opened.completer, tasks, {
      ...evaluateOptions(options, asking),
      ...(method && { method }),
      ...(out !== undefined && { store: fileTrialStore(join(out, 'trials.jsonl')) }),
      model: opened.name,
      retryFailed,
      signal,
      onProgress,
    }),
  ).finally(end);
  expectAnswered(trials);
  const title = `${opened.name}, ${method?.name ?? ''}`;
  const source = out === undefined ? options.tasks : join(out, 'trials.jsonl');
  const input = { trials: withQuestions(trials, tasks), meta: { title, source } };
  const analysis = out === undefined ? analyzeTrials(input) : await writeReport(out, input);
  const { formatRate, usage, secondsPerTrial } = evalReport(trials);
  const more = { formatRate, usage, secondsPerTrial };
  process.stdout.write(
    json
      ? `${JSON.stringify({ model: opened.name, method: method?.name, tasks: options.tasks, ...analysisSummary(analysis), ...more })}\n`
      : `\n${analysisText(analysis)}\n\nWell-formed replies: ${formatRate === null ? '–' : `${(100 * formatRate).toFixed(1)} %`}.${analysis.failed > 0 ? ` Failed calls: ${analysis.failed}.` : ''}\n`,
  );
  if (out !== undefined)
    process.stderr.write(
      `\nThe answers are ${join(out, 'trials.jsonl')}, the report ${join(out, 'report.html')}.\n`,
    );
}

/** What to say when an evaluation is interrupted. */
export function resumeHint(out: string | undefined): string {
  return out === undefined
    ? 'Stopped; with --out it could be resumed.'
    : `Stopped. What was answered is in ${out}; add --resume to go on.`;
}
