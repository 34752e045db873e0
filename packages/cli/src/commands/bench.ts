import type { Command } from 'commander';
import { addCommand, misuse } from 'echo-rl/commands';
import { addModelOptions, type ModelArguments } from '../completer-options.js';

export interface BenchArguments extends ModelArguments {
  readonly method?: string;
  readonly parts: string;
  readonly name?: string;
  readonly out: string;
  readonly resume?: boolean;
  readonly retryFailed?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface LeaderboardArguments {
  readonly hash?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface PublishArguments {
  readonly repo: string;
  readonly hash?: string;
  readonly private?: boolean;
  readonly json?: boolean;
}

/** Adds the command `bench`: it runs EchoBench, ranks results and publishes them. */
export function addBench(program: Command): void {
  const bench = addCommand(program, 'bench', {
    description: 'run EchoBench on any model, and keep a result that can be ranked beside others',
    examples: [
      'echo-rl bench --model nano --parts adversarial --out runs/bench-nano',
      'echo-rl bench --url http://127.0.0.1:8000/v1 --model qwen --out runs/bench-qwen --resume',
      'echo-rl bench leaderboard runs',
      'echo-rl bench publish runs --repo me/echo-bench-results',
    ],
  });
  addRunOptions(
    addCommand(bench, 'run', {
      description: 'run it on any model; bench without a command does so, too',
      isDefault: true,
      examples: ['echo-rl bench run --model nano --parts adversarial'],
    }),
  );
  addLeaderboard(bench);
  addPublish(bench);
}

function addRunOptions(command: Command): void {
  addModelOptions(command)
    .option(
      '--method <name>',
      'the way to elicit the confidence; as the adapter was trained, else stated-before, or stated-after in that order',
    )
    .option(
      '--parts <names>',
      'of gsm8k, arc, triviaqa, sciq, medmcqa, adversarial (which needs no download)',
      'all',
    )
    .option('--name <text>', 'what to call the model in rankings; its own name unless given')
    .option('--out <folder>', 'for trials.jsonl, bench-result.json and the report', 'bench')
    .option('--resume', 'go on with the run in --out; what was answered is not asked again')
    .option('--retry-failed', 'with --resume: ask again where the call failed')
    .option('--force', 'write over what is in --out')
    .option('--json', 'print one line of JSON')
    .action(async (options: BenchArguments) => {
      if (options.resume && options.force) misuse('give either --resume or --force.');
      const { benchAction } = await import('../actions/bench.js');
      await benchAction(options);
    });
}

function addLeaderboard(bench: Command): void {
  addCommand(bench, 'leaderboard', {
    description: 'rank the results of EchoBench in a folder and below: a table and a page',
    examples: ['echo-rl bench leaderboard runs --out leaderboard.html'],
  })
    .argument('<folder>', 'where the results are')
    .option('--hash <text>', 'the beginning of a hash: rank the results of these tasks and settings')
    .option('--out <file>', 'the page; leaderboard.html in the folder unless given')
    .option('--force', 'write over a page that is there')
    .option('--json', 'print one line of JSON')
    .action(async (folder: string, options: LeaderboardArguments) => {
      const { benchLeaderboard } = await import('../actions/bench-leaderboard.js');
      await benchLeaderboard(folder, options);
    });
}

function addPublish(bench: Command): void {
  addCommand(bench, 'publish', {
    description:
      'publish results and their leaderboard as a dataset of the Hugging Face Hub (HF_TOKEN, HF_ENDPOINT)',
    examples: ['echo-rl bench publish runs/bench-nano --repo me/echo-bench-results'],
  })
    .argument('<folder>', 'where the results are')
    .requiredOption('--repo <owner/name>', 'the dataset; created where it is not there, added to where it is')
    .option('--hash <text>', 'the beginning of a hash: publish the results of these tasks and settings')
    .option('--private', 'create the dataset as a private one')
    .option('--json', 'print one line of JSON')
    .action(async (folder: string, options: PublishArguments) => {
      if (!/^[\w.-]+\/[\w.-]+$/.test(options.repo))
        misuse(`--repo wants an owner and a name, such as me/echo-bench-results, got ${options.repo}.`);
      const { benchPublish } = await import('../actions/bench-publish.js');
      await benchPublish(folder, options);
    });
}
