import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EchoError } from '@echo/core';
import type { Command } from 'commander';
import { Exit, type ExitCode } from './exit.js';

const PACKAGE = '@echo/cli';

/** Commands that need a model, and so tensors: those of `@echo/cli`. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  demo: 'train the embedded policy for a few minutes and show it before and after',
  train: 'train a LoRA adapter until its stated confidence can be believed',
  eval: 'evaluate a model, local or on a server',
  baseline: 'set an evaluation beside predictions that cost nothing',
  tasks: 'run the three benchmarks',
  bench: 'run EchoBench, rank its results, publish them',
  runs: 'list, compare, remove, resume and export training runs',
  download: 'fetch published tasks',
  serve: 'serve the environment to OpenEnv clients',
  export: 'write the episodes that a server has kept to a file',
  doctor: 'say what this machine has and lacks',
};

/** Adds the commands of `@echo/cli`: they run where it is installed, and else name what to install. */
export function addElsewhere(program: Command, args: readonly string[]): void {
  program.commandsGroup(`Commands of ${PACKAGE} (npm install ${PACKAGE}):`);
  for (const [name, description] of Object.entries(ELSEWHERE))
    program
      .command(name)
      .description(description)
      .helpOption(false)
      .argument('[arguments...]')
      .allowUnknownOption()
      .action(async () => {
        const main = await installed();
        if (!main)
          throw new EchoError(
            'unsupported',
            `The command ${name} needs a model and is in ${PACKAGE}; install it with: npm install ${PACKAGE}.`,
          );
        const code = await main(args);
        if (code !== 0) throw new Exit(code);
      });
}

/** The command line of `@echo/cli` where the working folder or this package finds it. */
async function installed(): Promise<((args: readonly string[]) => Promise<ExitCode>) | null> {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    try {
      const path = createRequire(from).resolve(PACKAGE);
      return (await import(pathToFileURL(path).href)).main;
    } catch (error) {
      if (!['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(String((error as { code?: string }).code)))
        throw error;
    }
  }
  return null;
}
