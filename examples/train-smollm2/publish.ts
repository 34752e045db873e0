import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Trial } from '@echo/eval';
import { differencesTable, rivalsTable } from './rivals.js';

/** The trained model's answers to some of the tasks it was trained on, as `echo-rl eval --out` writes them. */
export const TRAINING_SAMPLE = 'training-sample.json';
const COPIED = ['events.jsonl', 'reliability.svg', 'training.svg', 'adapter'];

/** Puts what a finished run has shown into a folder to be kept: figures, curve, report and adapter as they are, and a page that compares. */
export function publish(
  run: string,
  folder: string,
  origin: { readonly command: string; readonly commit: string },
): void {
  const read = (name: string) => JSON.parse(readFileSync(join(run, name), 'utf8'));
  const trials = (name: string) => (read(name) as { trials: readonly Trial[] }).trials;
  const [before, after, training] = [trials('before.json'), trials('after.json'), trials(TRAINING_SAMPLE)];
  mkdirSync(folder, { recursive: true });
  for (const name of COPIED) cpSync(join(run, name), join(folder, name), { recursive: true });
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

\`${origin.command}\` at commit ${origin.commit}: ${report.steps} steps of GRPO, ${report.episodes} completions of ${report.trainTasks} tasks, measured
on ${after.length} others with greedy answers. *Before* is after the warm start, which teaches the format and no calibration.

${rivalsTable(before, after, training)}

Intervals are 95 % bootstrap intervals. Recalibrations are fitted on four fifths of these tasks and applied to the fifth left out; the look-ups of
a rate are fitted to the very outcomes they are scored on, or to the trained model's on ${training.length} tasks it was trained on. Task by task:

${differencesTable(before, after, training)}

![reliability before and after](reliability.svg)

![training](training.svg)
`,
  );
}
