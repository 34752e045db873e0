import type { Command } from 'commander';
import { bashCompletion } from '../completion/bash.js';
import { type CompletionNode, completionTree } from '../completion/completion-tree.js';
import { fishCompletion } from '../completion/fish.js';
import { zshCompletion } from '../completion/zsh.js';

const WRITERS: Readonly<Record<'bash' | 'zsh' | 'fish', (root: CompletionNode) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The script that a shell completes a program with. */
export function completionFor(shell: 'bash' | 'zsh' | 'fish', program: Command): string {
  return WRITERS[shell](completionTree(program));
}
