import type { Command } from 'commander';
import { addCommand, integerAtLeast } from 'echo-rl/commands';

export interface ServeArguments {
  readonly port: number;
  readonly host: string;
  readonly store: string;
  readonly durable?: boolean;
  readonly strict?: boolean;
  readonly tasks?: string;
  readonly reward: string;
  readonly seed?: number;
  readonly maxSessions: number;
  readonly token?: string;
  readonly insecure?: boolean;
  readonly origin: readonly string[];
}

/** Adds the command `serve`, which serves the environment to OpenEnv clients and trainers. */
export function addServe(program: Command): void {
  addCommand(program, 'serve', {
    description: 'serve the environment to any OpenEnv client or trainer, and keep every graded episode',
    examples: ['echo-rl serve --port 7860', 'echo-rl serve --store postgres://localhost/echo'],
  })
    .option('--port <n>', '0 for a free one', integerAtLeast(0), 7860)
    .option('--host <address>', 'beyond this machine it needs --token or --insecure', '127.0.0.1')
    .option('--store <place>', 'a SQLite file, :memory: or postgres://…', 'echo-episodes.db')
    .option('--durable', 'sync every write to the disk, so that power loss loses no episode')
    .option('--strict', 'hold the OpenEnv contract to the letter, without conveniences')
    .option('--tasks <file>', 'tasks of your own, a .jsonl file: the split that resets draw from')
    .option('--reward <name>', 'the preset that rewards replies', 'honest')
    .option('--seed <n>', 'makes unseeded resets reproducible', integerAtLeast(0))
    .option('--max-sessions <n>', 'the most sessions at once', integerAtLeast(1), 10_000)
    .option('--token <text>', 'the bearer token of every call; ECHO_TOKEN unless given')
    .option('--insecure', 'listen beyond this machine without a token')
    .option('--origin <url...>', 'a browser origin that may call', [])
    .action(async (options: ServeArguments) => {
      const { serveAction } = await import('../actions/serve.js');
      await serveAction(options);
    });
}
