import { REPLY_ORDERS, type ReplyOrder } from '@echo/core';
import { type Command, Option } from 'commander';
import { integerAtLeast } from 'echo-rl/commands';
import { bytes, MEMORY } from './arguments.js';

/** The flags that name a model and how it is asked. */
export interface ModelArguments {
  readonly model: string;
  readonly adapter?: string;
  readonly url?: string;
  readonly keyVariable?: string;
  readonly recorded?: string;
  readonly batch: number;
  readonly concurrency: number;
  readonly order?: ReplyOrder;
  readonly maxTokens?: number;
  readonly timeout?: number;
  readonly memory?: number;
}

/** The flags of a command that asks a model about tasks of the user's choice. */
export interface CompleterArguments extends ModelArguments {
  readonly tasks: string;
  readonly split?: 'train' | 'dev' | 'test';
  readonly limit: number;
}

/** Gives a command the flags that name a model, its tasks and how it is asked. */
export function addCompleterOptions(command: Command): Command {
  return addModelOptions(command)
    .option('--tasks <name>', 'builtin, or a .jsonl or .csv file', 'builtin')
    .option('--split <name>', 'of the built-in tasks: train, dev or test (the default)')
    .option('--limit <n>', 'the most tasks, 0 for all; a fixed random sample', integerAtLeast(0), 0);
}

/** Gives a command the flags that name a model and how it is asked. */
export function addModelOptions(command: Command): Command {
  return command
    .option(
      '--model <name>',
      'nano, a Hugging Face folder, a .gguf file, hf:owner/name[/file.gguf], or a name that --url knows',
      'nano',
    )
    .option('--adapter <folder>', 'a PEFT adapter to put on a local model')
    .option(
      '--url <base>',
      "an OpenAI-compatible server, such as http://127.0.0.1:8000/v1; OpenAI's own is https://api.openai.com/v1",
    )
    .option(
      '--key-variable <name>',
      'the environment variable with the key of --url; OPENAI_API_KEY for OpenAI',
    )
    .option('--recorded <file>', 'answer from a recording of calls, in JSON lines')
    .option('--batch <n>', 'tasks posed together to a local model', integerAtLeast(1), 64)
    .option('--concurrency <n>', 'tasks posed at a time to a server', integerAtLeast(1), 8)
    .addOption(
      new Option(
        '--order <name>',
        'which part of a reply stands first; as the adapter was trained, else the confidence',
      ).choices(REPLY_ORDERS),
    )
    .option('--max-tokens <n>', 'of a completion; as the adapter was trained, else 64', integerAtLeast(1))
    .option('--timeout <seconds>', 'for one attempt of a call', integerAtLeast(1))
    .option(...MEMORY, bytes);
}
