import { Argument, type Command } from 'commander';
import { addCommand, completeAll } from '../program/create-program.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Adds the command `completion`, which prints what a shell completes this program with. */
export function addCompletion(program: Command): void {
  addCommand(program, 'completion', {
    description: 'print the completion of commands, options and files for bash, zsh or fish',
    examples: [
      `echo 'eval "$(echo-rl completion bash)"' >> ~/.bashrc`,
      `echo 'eval "$(echo-rl completion zsh)"' >> ~/.zshrc   # after compinit`,
      'echo-rl completion fish > ~/.config/fish/completions/echo-rl.fish',
    ],
  })
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(SHELLS))
    .action(async (shell: (typeof SHELLS)[number]) => {
      await completeAll(program);
      const { completionFor } = await import('../actions/completion.js');
      process.stdout.write(completionFor(shell, program));
    });
}
