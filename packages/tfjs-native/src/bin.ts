#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { install } from './install/install.js';

const USAGE = `Usage: tfjs-native install [--gpu] [--cache-dir <folder>]

Builds the native TensorFlow.js backend and keeps it in the user's cache. Where that cannot be
done it says why in one sentence and ends well all the same: other backends need no installation.`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === 'string') return say(process.stderr, `${parsed}\n\n${USAGE}`, 2);
  if (parsed.help) return say(process.stdout, USAGE, 0);
  const { message } = await install({ ...parsed.options, log: (line) => process.stderr.write(`${line}\n`) });
  return say(process.stdout, message, 0);
}

function parse(
  args: readonly string[],
): string | { help: boolean; options: { gpu: boolean; cacheDir?: string } } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        gpu: { type: 'boolean' },
        'cache-dir': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const help = values.help ?? false;
    if (!help && (positionals.length !== 1 || positionals[0] !== 'install'))
      return 'Expected the command `install`.';
    const cacheDir = values['cache-dir'];
    return { help, options: { gpu: values.gpu ?? false, ...(cacheDir === undefined ? {} : { cacheDir }) } };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function say(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(`${text}\n`);
  return code;
}
