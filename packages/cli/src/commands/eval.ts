import type { Command } from 'commander';
import { addCommand, misuse } from 'echo-rl/commands';
import { addCompleterOptions, type CompleterArguments } from '../completer-options.js';

export interface EvalArguments extends CompleterArguments {
  readonly method?: string;
  readonly calibration?: string;
  readonly out?: string;
  readonly resume?: boolean;
  readonly retryFailed?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds the command `eval`, which evaluates any model by any way to elicit its confidence. */
export function addEval(program: Command): void {
  const command = addCommand(program, 'eval', {
    description: 'measure how accurate and how calibrated a model is, local or on a server',
    examples: [
      'echo-rl eval --model nano --limit 200 --out runs/nano',
      'echo-rl eval --url http://127.0.0.1:8000/v1 --model qwen --tasks tasks.jsonl --method all --out runs/qwen',
      'echo-rl eval --url http://127.0.0.1:8000/v1 --model qwen --tasks tasks.jsonl --out runs/qwen --resume',
    ],
  });
  addCompleterOptions(command)
    .option(
      '--method <names>',
      'ways to elicit the confidence, with commas between, or all; as the adapter was trained, else stated-before, or stated-after in that order',
    )
    .option('--calibration <tasks>', 'tasks to fit a recalibration of each method on, named as --tasks')
    .option('--out <folder>', 'keep trials.jsonl and the report; of several methods a folder each')
    .option('--resume', 'go on with the evaluation in --out; what was answered is not asked again')
    .option('--retry-failed', 'with --resume: ask again where the call failed')
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (options: EvalArguments) => {
      if (options.resume && options.out === undefined)
        misuse('--resume wants --out, the evaluation to go on with.');
      if (options.resume && options.force) misuse('give either --resume or --force.');
      const { evalAction } = await import('../actions/eval.js');
      await evalAction(options);
    });
}
