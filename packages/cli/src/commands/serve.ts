import { addServeOptions, serve } from '@echo/server/command';
import type { Command } from 'commander';
import { addCommand } from 'echo-rl/commands';

/** Adds the command `serve`, which serves the environment to OpenEnv clients and trainers. */
export function addServe(program: Command): void {
  addServeOptions(
    addCommand(program, 'serve', {
      description: 'serve the environment to any OpenEnv client or trainer, and keep every graded episode',
      examples: ['echo-rl serve --port 7860', 'echo-rl serve --store postgres://localhost/echo'],
    }),
  ).action(serve);
}
