import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Trial } from '@echo/eval';
import { REPORT_FOLDER } from '@echo/run/node';
import { baselinesTable, differencesTable } from './baselines-table.js';
import { EVIDENCE, keepRun } from './keep-run.js';
import type { RunTrials } from './train-or-resume.js';

/**
 * The trained model's answers to some of the tasks it was trained on, with their report, as JSON.
 */
export const TRAINING_SAMPLE = 'training-sample.json';
const FIGURES = ['reliability.svg', 'training.svg'];

/**
 * Keeps what a finished run has shown: figures, log, report, every trial, both adapters, and a page.
 *
 * The trials on training tasks that the page's rates come from are kept as `training-sample.jsonl`.
 */
export function publish(
  run: string,
  folder: string,
  { before, after }: RunTrials,
  origin: { readonly command: string; readonly commit: string },
): void {
  const read = (name: string) => JSON.parse(readFileSync(join(run, name), 'utf8'));
  const training = (read(TRAINING_SAMPLE) as { trials: readonly Trial[] }).trials;
  keepRun(run, folder, ['events.jsonl', ...EVIDENCE]);
  keepRun(join(run, REPORT_FOLDER, 'figures'), folder, FIGURES);
  const lines = training.map((trial) => `${JSON.stringify(trial)}\n`).join('');
  writeFileSync(join(folder, 'training-sample.jsonl'), lines);
  const report = read('report.json');
  const { model, tasks, evalTasks } = report.config;
  const config = {
    ...report.config,
    model: basename(model),
    tasks: basename(tasks),
    evalTasks: basename(evalTasks),
  };
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify({ ...report, config }, null, 2)}\n`);
  writeFileSync(
    join(folder, 'README.md'),
    `# ${config.model}, reward \`${config.reward}\`, seed ${config.seed}

\`${origin.command}\` at commit ${origin.commit}: ${report.steps} steps of GRPO, ${report.rollouts} rollouts of ${report.trainTasks} tasks, measured
on ${after.length} others with greedy answers. *Before* is after supervised fine-tuning, which teaches the format and no calibration.

${baselinesTable(before, after, training)}

Intervals are 95 % bootstrap intervals. Recalibrations are fitted on four fifths of these tasks and applied to the fifth left out; base
rates are fitted to the very verdicts they are scored on, or to the trained model's on ${training.length} tasks it was trained on. Task by task:

${differencesTable(before, after, training)}

Every answer stands in [\`trials.jsonl\`](trials.jsonl), those on training tasks in
[\`training-sample.jsonl\`](training-sample.jsonl). GRPO started from [\`adapter-before\`](adapter-before) and led
to [\`adapter\`](adapter).

![reliability before and after](reliability.svg)

![training](training.svg)
`,
  );
}
