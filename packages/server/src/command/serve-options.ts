import { REPLY_ORDERS, type ReplyOrder } from '@echo/core';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** The flags of the command that serves the environment. */
export interface ServeArguments {
  readonly port?: readonly number[];
  readonly host: string;
  readonly store: string;
  readonly durable?: boolean;
  readonly strict?: boolean;
  readonly tasks?: string;
  readonly reward: string;
  readonly order?: ReplyOrder;
  readonly seed?: number;
  readonly maxSessions: number;
  readonly rateLimit?: number;
  readonly token?: string;
  readonly insecure?: boolean;
  readonly origin: readonly string[];
}

/** Gives a command the flags of a server. */
export function addServeOptions(command: Command): Command {
  return command
    .option('--port <n...>', 'one or more, 0 for a free one; PORT, or 7860, unless given', ports)
    .option('--host <address>', 'beyond this machine it needs --token or --insecure', '127.0.0.1')
    .option('--store <place>', 'a SQLite file, :memory: or postgres://…', 'echo-episodes.db')
    .option('--durable', 'sync every write to the disk, so that power loss loses no episode')
    .option('--strict', 'hold the OpenEnv contract to the letter, without conveniences')
    .option(
      '--tasks <name>',
      'a .jsonl or .csv file, or published sources such as gsm8k,arc: the split that resets draw from',
    )
    .option('--reward <name>', 'the preset that rewards replies', 'honest')
    .addOption(
      new Option(
        '--order <name>',
        'which part of a reply the prompts ask for first; the confidence unless given',
      ).choices(REPLY_ORDERS),
    )
    .option('--seed <n>', 'makes unseeded resets reproducible', wholeNumber(0))
    .option('--max-sessions <n>', 'the most sessions at once', wholeNumber(1), 10_000)
    .option('--rate-limit <n>', 'the most requests and frames a second of one address', wholeNumber(1))
    .option('--token <text>', 'the bearer token of every call; ECHO_TOKEN unless given')
    .option('--insecure', 'listen beyond this machine without a token')
    .option('--origin <url...>', 'a browser origin that may call', []);
}

/** The ports of the flags, else that of the variable `PORT`, else 7860; each once. */
export function portsOf({ port }: ServeArguments, variable = process.env.PORT): readonly number[] {
  if (port !== undefined) return [...new Set(port)];
  return variable === undefined || variable === '' ? [7860] : ports(variable, []);
}

const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(
        most === Number.MAX_SAFE_INTEGER
          ? `Expected a whole number of at least ${least}.`
          : `Expected a whole number from ${least} to ${most}.`,
      );
    return value;
  };

function ports(text: string, previous: readonly number[] = []): readonly number[] {
  return [...previous, wholeNumber(0, 65_535)(text)];
}
