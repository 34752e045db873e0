import { loadBackend } from '@echo/compute/node';
import { EchoError } from '@echo/core';
import { rewardByName } from '@echo/reward';
import { type RunConfigInput, runConfig } from '@echo/run';
import {
  assertModelName,
  memoryOfMachine,
  openRun,
  readAdapterSettings,
  readRunConfig,
  trainRun,
} from '@echo/run/node';
import { Exit } from 'echo-rl/commands';
import type { TrainArguments } from '../commands/train.js';
import { finishedText } from '../finished-text.js';
import { jsonReporter, textReporter } from '../reporters.js';
import { withInterrupt } from '../with-interrupt.js';

/** Trains a run, or goes on with one. */
export async function trainAction({
  out,
  resume = false,
  json = false,
  ...given
}: TrainArguments): Promise<void> {
  const start = resume ? await readRunConfig(out) : await freshConfig(given);
  const config = runConfig({ ...start, ...given });
  assertModelName(config.model);
  if (config.adapter !== null && (given.rank ?? given.alpha) !== undefined && !resume)
    throw new EchoError(
      'invalid-input',
      'An --adapter brings its own rank and alpha; leave out --rank and --alpha.',
    );
  rewardByName(config.reward);
  const run = await openRun(out, config, { resume });
  const onEvent = json ? jsonReporter : textReporter();
  onEvent({ kind: 'note', text: (await loadBackend()).description });
  const finished = await withInterrupt((signal) => trainRun(run, { onEvent, signal }));
  if (finished)
    process.stdout.write(
      json ? `${JSON.stringify({ kind: 'report', ...finished.report })}\n` : finishedText(finished, out),
    );
  else {
    onEvent({ kind: 'note', text: `Stopped and saved. Go on with: echo-rl train --out ${out} --resume` });
    throw new Exit(130);
  }
}

/** What a new run has unless a flag says otherwise: the machine's memory, and the order of its adapter. */
async function freshConfig({ adapter }: RunConfigInput): Promise<RunConfigInput> {
  const trained = adapter == null ? null : await readAdapterSettings(adapter);
  return { memory: memoryOfMachine(), ...(trained && { order: trained.order }) };
}
