import { loadBackend } from '@echo/compute';
import { EchoError } from '@echo/core';
import { rewardByName } from '@echo/reward';
import { type RunConfigInput, type RunReport, runConfig } from '@echo/run';
import { assertModelName, memoryOfMachine, openRun, readRunConfig, trainRun } from '@echo/run/node';
import type { Command } from 'commander';
import { addConfigFlags } from '../config-flags.js';
import { beforeAndAfter } from '../report-table.js';
import { jsonReporter, textReporter } from '../reporters.js';
import { withInterrupt } from '../with-interrupt.js';

interface TrainArguments extends RunConfigInput {
  readonly out: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** Adds the command `train`, which trains a policy. */
export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('train a LoRA adapter by GRPO until its stated confidence can be believed')
    .requiredOption(
      '--out <folder>',
      'the run: configuration, log, checkpoints, trials, both adapters, report and figures',
    );
  addConfigFlags(command)
    .option('--resume', 'go on with the run in --out')
    .option('--json', 'one JSON object a line instead of text')
    .action(train);
}

async function train({ out, resume = false, json = false, ...given }: TrainArguments): Promise<void> {
  const start = resume ? await readRunConfig(out) : { memory: memoryOfMachine() };
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
  const report = await withInterrupt((signal) => trainRun(run, { onEvent, signal }));
  if (report) show(report, out, json);
  else onEvent({ kind: 'note', text: `Stopped and saved. Go on with: echo-rl train --out ${out} --resume` });
}

function show(report: RunReport, out: string, json: boolean): void {
  process.stdout.write(
    json
      ? `${JSON.stringify({ kind: 'report', ...report })}\n`
      : `\n${beforeAndAfter(report)}\n\nWritten to ${out}: report.json, trials.jsonl, adapter-before/, adapter/, reliability.svg, training.svg\n`,
  );
}
