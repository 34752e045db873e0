import { loadBackend } from '@echo/compute';
import { EchoError } from '@echo/core';
import { rewardByName } from '@echo/reward';
import { type Command, Option } from 'commander';
import { bytes, fraction, integerAtLeast, nonNegative, positive } from '../arguments.js';
import { drawRun } from '../figures.js';
import { assertModelName } from '../load-model.js';
import { memoryOfMachine } from '../machine-memory.js';
import { reportTable } from '../report-table.js';
import { jsonReporter, textReporter } from '../reporters.js';
import { openRun, storedConfig } from '../run-folder.js';
import { withInterrupt } from '../stop-on-interrupt.js';
import { DEFAULT_CONFIG as D, type TrainConfig, trainConfigSchema } from '../train-config.js';
import { runTraining } from '../train-run.js';

interface TrainArguments extends Partial<TrainConfig> {
  readonly out: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

export function addTrain(program: Command): void {
  program
    .command('train')
    .description('train a LoRA adapter by GRPO until its stated confidence can be believed')
    .requiredOption(
      '--out <folder>',
      'the run: configuration, log, checkpoints, trials, both adapters, report and figures',
    )
    .option(
      '--model <name>',
      `nano, a Hugging Face folder, a .gguf file, or hf:owner/name (default ${D.model})`,
    )
    .option('--adapter <folder>', 'start from this PEFT adapter (default a fresh one)')
    .option('--tasks <name>', `builtin (its train split), builtin:dev or a .jsonl file (default ${D.tasks})`)
    .option(
      '--eval-tasks <name>',
      'builtin, builtin:dev or a .jsonl file to measure before and after on (default a part kept out of training)',
    )
    .option('--eval-limit <n>', 'the most tasks to measure on, 0 for all (default 0)', integerAtLeast(0))
    .option(
      '--reward <name>',
      `echo, honest, rlcr, logarithmic, spherical or accuracy-only (default ${D.reward})`,
    )
    .option('--steps <n>', `training steps (default ${D.steps})`, integerAtLeast(1))
    .option('--prompts <n>', `questions a step (default ${D.prompts})`, integerAtLeast(1))
    .option('--group <n>', `completions of each question, at least 2 (default ${D.group})`, integerAtLeast(2))
    .option('--seed <n>', `seed of everything random (default ${D.seed})`, integerAtLeast(0))
    .option('--learning-rate <x>', `after warm-up (default ${D.learningRate})`, positive)
    .option('--temperature <x>', `of sampling (default ${D.temperature})`, positive)
    .option('--top-p <x>', `nucleus of sampling (default ${D.topP})`, fraction)
    .option('--max-tokens <n>', `of a completion (default ${D.maxTokens})`, integerAtLeast(1))
    .option(
      '--kl-coefficient <x>',
      `weight of the KL to the reference policy, which is what training starts from (default ${D.klCoefficient})`,
      nonNegative,
    )
    .addOption(
      new Option(
        '--kl-estimator <name>',
        `from the tokens sampled, or over the whole vocabulary (default ${D.klEstimator})`,
      ).choices(trainConfigSchema.shape.klEstimator.options),
    )
    .addOption(
      new Option(
        '--normalization <name>',
        `what counts the same in the loss (default ${D.normalization})`,
      ).choices(trainConfigSchema.shape.normalization.options),
    )
    .addOption(
      new Option(
        '--credit <name>',
        `credit assignment: an advantage goes to the whole completion, to each segment for its part, or the same with the exact confidence gradient (default ${D.credit})`,
      ).choices(trainConfigSchema.shape.credit.options),
    )
    .option(
      '--entropy-coefficient <x>',
      `entropy bonus of the exact confidence gradient at first, in reward per nat (default ${D.entropyCoefficient})`,
      nonNegative,
    )
    .option(
      '--final-entropy-coefficient <x>',
      `and in the end (default ${D.finalEntropyCoefficient})`,
      nonNegative,
    )
    .option(
      '--confidence-weight <x>',
      `weight of the exact confidence gradient beside that of sampled tokens (default ${D.confidenceWeight})`,
      positive,
    )
    .option('--curriculum', 'go from easy to hard in three phases')
    .option('--rank <n>', `of the adapter (default ${D.rank})`, integerAtLeast(1))
    .option('--alpha <x>', `of the adapter (default ${D.alpha})`, positive)
    .option(
      '--sft-steps <n>',
      'steps of supervised fine-tuning on the response format first (default 0)',
      integerAtLeast(0),
    )
    .option(
      '--micro-batch <n>',
      'the most prompts of a micro-batch of an update (default all that fit into --memory)',
      integerAtLeast(1),
    )
    .option(
      '--memory <amount>',
      'what the process may take, such as 8GB (default three quarters of the machine)',
      bytes,
    )
    .option(
      '--checkpoint-every <n>',
      `steps between checkpoints (default ${D.checkpointEvery})`,
      integerAtLeast(1),
    )
    .option('--resume', 'go on with the run in --out')
    .option('--json', 'one JSON object a line instead of text')
    .action(async ({ out, resume = false, json = false, ...given }: TrainArguments) => {
      const start = resume ? await storedConfig(out) : { ...D, memory: memoryOfMachine() };
      const config = trainConfigSchema.parse({ ...start, ...given });
      assertModelName(config.model);
      if (config.adapter !== null && (given.rank ?? given.alpha) !== undefined && !resume)
        throw new EchoError(
          'invalid-input',
          'An --adapter brings its own rank and alpha; leave out --rank and --alpha.',
        );
      rewardByName(config.reward);
      const run = await openRun(out, config, resume);
      const reporter = json ? jsonReporter : textReporter();
      reporter({ kind: 'note', text: (await loadBackend()).description });
      const report = await withInterrupt((stop) => runTraining(run, reporter, stop));
      if (!report) {
        reporter({
          kind: 'note',
          text: `Stopped and saved. Go on with: echo-rl train --out ${out} --resume`,
        });
        return;
      }
      await drawRun(run, report);
      if (json) process.stdout.write(`${JSON.stringify({ kind: 'report', ...report })}\n`);
      else
        process.stdout.write(
          `\n${reportTable([
            ['before', report.before],
            ['after', report.after],
          ])}\n\nWritten to ${out}: report.json, trials.jsonl, adapter-before/, adapter/, reliability.svg, training.svg\n`,
        );
    });
}
