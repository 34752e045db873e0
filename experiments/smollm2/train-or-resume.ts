import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { finishedText, textReporter, withInterrupt } from '@echo/cli';
import type { Trial } from '@echo/eval';
import { type RunConfigInput, runConfig } from '@echo/run';
import { memoryOfMachine, openRun, readRunConfig, readTrials, trainRun } from '@echo/run/node';

/** The trials of a finished run, before GRPO and after it. */
export interface RunTrials {
  readonly before: readonly Trial[];
  readonly after: readonly Trial[];
}

/**
 * Makes the run of a folder, or goes on with it where it was, unless it is finished.
 *
 * Returns its trials; null when Ctrl-C stopped it: called again it goes on.
 */
export async function trainOrResume(folder: string, options: RunConfigInput): Promise<RunTrials | null> {
  if (!existsSync(join(folder, 'report.json'))) {
    const resume = existsSync(join(folder, 'config.json'));
    const config = resume
      ? await readRunConfig(folder)
      : runConfig({ memory: memoryOfMachine(), ...options });
    const run = await openRun(folder, config, { resume });
    const finished = await withInterrupt((signal) => trainRun(run, { onEvent: textReporter(), signal }));
    console.log(finished ? finishedText(finished, folder) : 'Stopped and saved; call again to go on.');
    if (!finished) return null;
  }
  const [before, after] = [await readTrials(folder, 'before'), await readTrials(folder, 'after')];
  if (before && after) return { before, after };
  throw new Error(`The trials of the finished run in ${folder} are no longer whole; remove it to run again.`);
}
