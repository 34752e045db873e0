import type { ReplyOrder } from '@echo/core';
import { addServeOptions, type ServeArguments, serve } from '@echo/server/command';
import type { Command } from 'commander';
import { addCommand } from 'echo-rl/commands';
import { type NamedUrl, namedUrl } from '../serving/named-completers.js';

interface Arguments extends ServeArguments {
  readonly completer: readonly NamedUrl[];
  readonly runs?: string;
  readonly adapter?: string;
}

/** Adds the command `serve`, which serves the environment to OpenEnv clients and trainers. */
export function addServe(program: Command): void {
  addServeOptions(
    addCommand(program, 'serve', {
      description: 'serve the environment to any OpenEnv client or trainer, and keep every graded episode',
      examples: [
        'echo-rl serve --port 7860',
        'echo-rl serve --store postgres://localhost/echo',
        'echo-rl serve --completer qwen=http://127.0.0.1:8000/v1 --runs runs',
      ],
    }),
  )
    .option(
      '--completer <name=url>',
      "a model that a page may ask by its name, on an OpenAI-compatible server; OpenAI's own has its key from OPENAI_API_KEY; repeatable",
      namedUrl,
      [],
    )
    .option('--runs <folder>', 'let a page list, start, pause and resume training runs in this folder')
    .option(
      '--adapter <folder>',
      'pose questions in the order and under the prompt that this adapter was trained in (echo.json)',
    )
    .action(async ({ completer, runs, adapter, ...options }: Arguments) => {
      const { openCompleters } = await import('../serving/named-completers.js');
      const trainer = runs === undefined ? undefined : await trainerOf(runs);
      const { pageFolder } = await import('../serving/page-folder.js');
      const page = pageFolder();
      await serve(options, {
        completers: await openCompleters(completer),
        ...(adapter !== undefined && { format: await formatOf(adapter, options.order) }),
        ...(trainer && { trainer }),
        ...(page !== null && { page }),
      });
    });
}

/** A trainer that runs this very program. */
async function trainerOf(folder: string) {
  const { processTrainer } = await import('../serving/process-trainer.js');
  return processTrainer(folder, [process.execPath, ...process.execArgv, process.argv[1] ?? '']);
}

/** The format that an adapter was trained in, unless another order is given. */
async function formatOf(adapter: string, order: ReplyOrder | undefined) {
  const { askingOf } = await import('@echo/run/node');
  return (await askingOf({ adapter, ...(order && { order }) })).format;
}
